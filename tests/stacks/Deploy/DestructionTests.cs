using Appointments.Checks.Destruction;
using Appointments.Plan;

namespace Appointments.Tests.Deploy;

[Collection(nameof(Recorded))]
public sealed class DestructionTests(Recorded recorded)
{
    private const string From = "<!-- retained -->\n", To = "<!-- /retained -->";

    [Fact]
    public async Task TheDocumentedList_IsWhatTheGraphRetains()
    {
        var document = File.ReadAllText(Path.Combine(Recorded.Root(), "docs/operations.md"));

        Assert.Equal(RetainedList.Markdown(await recorded.GraphAsync("prod")), document.Split(From)[1].Split(To)[0]);
    }

    [Fact]
    public async Task EverythingProtected_AndEverythingRetained_IsInTheList()
    {
        var graph = await recorded.GraphAsync("prod");
        var named = RetainedList.Of(graph).SelectMany(retained => retained.Names).ToHashSet();

        var kept = graph.Resources.Where(resource => resource.Protect || resource.RetainOnDelete).ToArray();

        Assert.Equal(7, kept.Count(resource => resource.Protect));
        Assert.Equal(6, kept.Count(resource => resource.RetainOnDelete));
        Assert.All(kept, resource => Assert.Contains(resource.Name, named));
    }

    [Fact]
    public async Task WithoutProtection_OnlyWhatAwsOrOthersKeep_IsLeft()
    {
        var left = RetainedList.Of(await recorded.GraphAsync("dev"));

        Assert.Equal(["Keys of the alarm topics", "The role and the account setting with which API Gateway writes logs", "The hosted zone"], left.Select(retained => retained.What));
    }

    [Fact]
    public async Task DataKeys_ThatAreNotProtected_AreNotTakenForTheAlarms()
    {
        var left = RetainedList.Of(await recorded.GraphAsync("dev", "customerManagedKey=true")).ToDictionary(retained => retained.What, retained => retained.Names);

        Assert.Equal(["sa-east-1-data-key", "us-east-1-data-key"], left["The data keys, unprotected"]);
        Assert.Equal(["global-watch-topic-key", "sa-east-1-watch-topic-key", "us-east-1-watch-topic-key"], left["Keys of the alarm topics"]);
    }

    [Fact]
    public async Task WhatIsRetainedForNoReason_IsAnError_ThatNamesIt()
    {
        var graph = await recorded.GraphAsync("prod");
        var queue = graph.Named("aws:sqs/queue:Queue", "us-east-1-peru-queue");
        var odd = graph with { Resources = graph.Resources.Replace(queue, queue with { Protect = true }) };

        Assert.Contains("us-east-1-peru-queue outlives the stack", Assert.Throws<InvalidOperationException>(() => RetainedList.Of(odd)).Message);
    }
}

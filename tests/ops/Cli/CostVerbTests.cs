using System.Text.Json.Nodes;

namespace Appointments.Tests.Cli;

public sealed class CostVerbTests
{
    [Fact]
    public async Task Cost_IsGivenByService_ByRegion_PerMillionRequests_WithThreeLevers()
    {
        var outcome = await Session.RunAsync("cost", "--stack", "prod", "--requests", "10000000", "--json");

        Assert.Equal((0, ""), (outcome.Exit, outcome.Errors));
        var estimate = JsonNode.Parse(outcome.Output)!;
        decimal Total(string by) => estimate[by]!.AsArray().Sum(each => (decimal)each!["total"]!);
        var total = (decimal)estimate["total"]!;
        Assert.InRange(Total("byService"), total - 0.01m, total + 0.01m);
        Assert.InRange(Total("byRegion"), total - 0.01m, total + 0.01m);
        Assert.InRange((decimal)estimate["fixedPerMonth"]! + (10 * (decimal)estimate["perMillionRequests"]!), total - 0.01m, total + 0.01m);
        Assert.Equal(["global", "sa-east-1", "us-east-1"], estimate["byRegion"]!.AsArray().Select(each => each!["name"]!.ToString()));
        var savings = estimate["levers"]!.AsArray().Select(lever => (decimal)lever!["savesUsd"]!).ToArray();
        Assert.Equal(3, savings.Length);
        Assert.Equal(savings.OrderDescending(), savings);
        Assert.All(estimate["levers"]!.AsArray(), lever => Assert.StartsWith("appointments:", lever!["setting"]!.ToString()));
        Assert.All(estimate["lines"]!.AsArray(), line => Assert.NotEmpty(line!["source"]!.ToString()));
    }

    [Fact]
    public async Task ForPeople_ItSaysWhatItAssumes_AndWhatItCouldNotVerify()
    {
        var outcome = await Session.RunAsync("cost", "--stack", "dev", "--requests", "0", "--stored-gigabytes", "2");

        Assert.Equal((0, ""), (outcome.Exit, outcome.Errors));
        Assert.Contains("USD a month without a request", outcome.Output);
        Assert.Contains("2 GB of appointments in each region", outcome.Output);
        Assert.Contains("Not verified", outcome.Output);
        Assert.Contains("sa-east-1: ", outcome.Output);
    }

    [Fact]
    public async Task TheMostThatCanBeSaid_IsEstimated()
    {
        var outcome = await Session.RunAsync("cost", "--requests", "1000000000000", "--stored-gigabytes", "1000000000");

        Assert.Equal((0, ""), (outcome.Exit, outcome.Errors));
    }

    [Fact]
    public async Task ARegionWithoutPrices_IsSaid_With2()
    {
        var outcome = await Session.RunAsync("cost", "--set", "regions=[us-east-1, ap-south-1]");

        Assert.Equal(2, outcome.Exit);
        Assert.NotEmpty(outcome.Errors);
    }
}

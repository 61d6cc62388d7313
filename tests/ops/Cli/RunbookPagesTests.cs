namespace Appointments.Tests.Cli;

/// <summary>A runbook page answers the same five questions, and is found from the index.</summary>
public sealed class RunbookPagesTests
{
    private static readonly string[] Questions = ["**What you see.**", "**What to type.**", "**What you will see next.**", "**How to know that it is over.**", "**How to return.**"];

    public static TheoryData<string> Pages => new(Directory.EnumerateFiles(Path.Combine(Session.Root, "docs/runbook"), "*.md").Select(page => Path.GetFileName(page)).Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Pages))]
    public void APage_IsInTheIndex(string page) => Assert.Contains($"(runbook/{page})", File.ReadAllText(Path.Combine(Session.Root, "docs/runbook.md")));

    [Theory, MemberData(nameof(Pages))]
    public void APage_AboutAnAlarmOrAFault_AnswersTheFiveQuestions(string page)
    {
        if (page.StartsWith("rotate-")) // work by the calendar
            return;
        var text = File.ReadAllText(Path.Combine(Session.Root, "docs/runbook", page));

        Assert.Equal(Questions, Questions.OrderBy(question => text.IndexOf(question, StringComparison.Ordinal)));
        Assert.All(Questions, question => Assert.Contains(question, text));
    }
}

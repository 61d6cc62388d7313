using Appointments.Faults;
using Appointments.Graph;
using Appointments.Tests.Cli.Runbook;

namespace Appointments.Tests.Cli;

/// <summary>There is a page for everything that can wake somebody, it begins with what to type, answers the same five questions, and is found from the index.</summary>
public sealed class RunbookPagesTests
{
    private static readonly string[] Questions = ["**What you see.**", "**What to type.**", "**What you will see next.**", "**How to know that it is over.**", "**How to return.**"];

    private static string Index => File.ReadAllText(Path.Combine(Session.Root, "docs/runbook.md"));

    public static TheoryData<string> Pages => new(RunbookPage.All().Select(page => page.Name));

    public static TheoryData<string> Faults => new(Enum.GetValues<FaultKind>().Select(kind => kind.Word()));

    [Theory, MemberData(nameof(Pages))]
    public void APage_IsInTheIndex(string page) => Assert.Contains($"(runbook/{page}.md)", Index);

    [Theory, MemberData(nameof(Pages))]
    public void APage_BeginsWithWhatToType(string page) =>
        Assert.Matches(@"^# [^\n]+\n\n```\n(\./appointments|aws|curl|pulumi|git|\w+=)", RunbookPage.Read(page).Text);

    [Theory, MemberData(nameof(Pages))]
    public void APage_AboutAnAlarmOrAFault_AnswersTheFiveQuestions(string page)
    {
        if (page.StartsWith("rotate-")) // work by the calendar
            return;
        var text = RunbookPage.Read(page).Text;

        Assert.Equal(Questions, Questions.OrderBy(question => text.IndexOf(question, StringComparison.Ordinal)));
        Assert.All(Questions, question => Assert.Contains(question, text));
    }

    [Theory, MemberData(nameof(Faults))]
    public void AFaultThatCanBeInjected_HasAPage_ThatInjectsAndClearsIt(string kind)
    {
        var rehearsal = RunbookPage.Read($"fault-{kind}").Commands.Where(command => command.Part == RunbookPage.Rehearsal).ToArray();

        Assert.StartsWith($"./appointments fault inject {kind} ", rehearsal[0].Line);
        Assert.Contains(rehearsal, command => command.ClearsTheFault);
    }

    [Fact]
    public async Task AnAlarmOfProd_NamesAPage_ThatSaysItsNameOrIsInTheIndexByIt()
    {
        var graph = await GraphRecorder.RecordAsync(StackConfiguration.Read(Session.Root, "prod", ["autoDrain=on"])); // with what the setting adds
        var alarms = graph.Resources.Where(resource => resource.Type is "aws:cloudwatch/metricAlarm:MetricAlarm" or "aws:cloudwatch/compositeAlarm:CompositeAlarm").ToArray();
        var pages = RunbookPage.All().Select(page => page.Name).ToHashSet();
        var rows = Index.Split('\n').Where(line => line.StartsWith("| ")).ToArray();

        Assert.True(alarms.Length > 50);
        Assert.All(alarms, alarm =>
        {
            var page = Path.GetFileNameWithoutExtension(alarm.Inputs["alarmDescription"]!.ToString().Split("docs/runbook/")[^1]);
            Assert.Contains(page, pages);
            Assert.Contains(rows, row => row.Contains($"(runbook/{page}.md)") && Names(row).Any(name => alarm.Name.EndsWith(name) || Matches(name, alarm.Name)));
        });
    }

    /// <summary>Else it goes to whichever region the terminal was set to last. The CLI itself does not insist where an address is given, as to what stands for AWS here.</summary>
    [Fact]
    public void AnAwsCommand_NamesItsRegion()
    {
        var commands = RunbookPage.All().Append(RunbookPage.Read(RunbookPage.Index)).SelectMany(page => page.Commands).Where(command => command.Line.Contains("aws ")).ToArray();

        Assert.True(commands.Length > 40);
        Assert.All(commands, command => Assert.Contains(" --region ", command.Line));
    }

    [Fact]
    public void AWordInCapitals_StandsForSomething_AndTheIndexSaysWhereItIsFound()
    {
        var words = RunbookPage.All().Append(RunbookPage.Read(RunbookPage.Index)).SelectMany(page => page.Commands).SelectMany(command => PageWords.In(command.Line)).Distinct().Order(StringComparer.Ordinal).ToArray();
        var told = Index.Split("## Words in capitals")[1];

        Assert.True(words.Length > 15);
        Assert.Empty(words.Except(PageWords.Stand.Keys));
        Assert.Empty(PageWords.Stand.Keys.Except(words).Select(word => $"{word} is on no page"));
        Assert.Empty(words.Where(word => !told.Contains($"`{word}`")).Select(word => $"{word} is not explained in docs/runbook.md"));
    }

    /// <summary>What stands for alarms in a row of the index: <c>…-errors</c>, or a whole name with <c>&lt;region&gt;</c> in it.</summary>
    private static IEnumerable<string> Names(string row) => row.Split('`').Where((_, position) => position % 2 is 1).Select(name => name.TrimStart('…'));

    private static bool Matches(string name, string alarm) => name.Split("<region>") is [var before, var after] && alarm.Contains(after) && (alarm.StartsWith(before) || alarm.Contains(before));
}

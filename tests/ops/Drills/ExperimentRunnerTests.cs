using System.Text.Json.Nodes;
using Appointments.Drills.Experiments;
using static Appointments.Tests.Drills.ScriptedCommands;

namespace Appointments.Tests.Drills;

public sealed class ExperimentRunnerTests : IDisposable
{
    private const string Well = "well us-east-1";

    private readonly ScriptedCommands commands = new();
    private readonly CancellationTokenSource interrupt = new();

    public void Dispose() => interrupt.Dispose();

    [Fact]
    public async Task ADrill_RunsHypothesisMethodHypothesisAndRollbacks_InThisOrder()
    {
        var journal = await RunAsync(DrillFile.Read(DrillFile.Right()));

        Assert.Equal([Well, "break", "broken", "mend", Well, "undo", "undo-the-rest"], commands.Asked);
        Assert.Equal((JournalStatus.Completed, false, true, true), (journal.Status, journal.Deviated, journal.Before!.Met, journal.After!.Met));
        Assert.All(journal.Run, run => Assert.True(run.Start >= journal.Start && run.End >= run.Start && run.End <= journal.End));
    }

    [Fact]
    public async Task ADrill_IsNotBegun_WhereTheSteadyStateIsNotMet()
    {
        commands.Answer(Well, Says("0.5"));

        var journal = await RunAsync(DrillFile.Read(DrillFile.Right()));

        Assert.Equal([Well], commands.Asked); // default: no rollback of what was not done
        Assert.Equal((JournalStatus.Failed, false), (journal.Status, journal.Deviated));
    }

    [Fact]
    public async Task ADrill_Deviates_WhereTheSteadyStateIsNotMetAfterwards()
    {
        commands.Answer(Well, Says("1"), Says("0.5"));

        var journal = await RunAsync(DrillFile.WithStrategy("deviated"));

        Assert.Equal((JournalStatus.Failed, true, false), (journal.Status, journal.Deviated, journal.After!.Met));
        Assert.Equal(["undo", "undo-the-rest"], journal.Rollbacks.Select(run => run.Activity.Name));
    }

    [Theory]
    [InlineData("always", 2)]
    [InlineData("default", 2)]
    [InlineData("deviated", 0)]
    [InlineData("never", 0)]
    public async Task Rollbacks_FollowTheStrategy_WhereNothingDeviates(string strategy, int rollbacks) =>
        Assert.Equal(rollbacks, (await RunAsync(DrillFile.WithStrategy(strategy))).Rollbacks.Length);

    /// <summary>What such a drill would undo is not its own: a region may be drained because it is sick.</summary>
    [Theory]
    [InlineData("always")]
    [InlineData("default")]
    [InlineData("deviated")]
    [InlineData("never")]
    public async Task Rollbacks_AreNotRun_WhereTheSteadyStateWasNotMetBefore(string strategy)
    {
        commands.Answer(Well, Says("0"));

        var journal = await RunAsync(DrillFile.WithStrategy(strategy));

        Assert.Equal([Well], commands.Asked);
        Assert.Equal((JournalStatus.Failed, 0), (journal.Status, journal.Rollbacks.Length));
    }

    [Theory]
    [InlineData("always")]
    [InlineData("default")]
    [InlineData("deviated")]
    public async Task Rollbacks_AreNotRun_WhereItIsInterruptedBeforeTheMethod(string strategy)
    {
        commands.OnAsked = _ => interrupt.Cancel();

        var journal = await RunAsync(DrillFile.WithStrategy(strategy));

        Assert.Equal([Well], commands.Asked);
        Assert.Equal((JournalStatus.Interrupted, 0), (journal.Status, journal.Rollbacks.Length));
    }

    [Fact]
    public async Task Rollbacks_AreNotRun_WhereItIsInterruptedInThePauseBeforeTheFirstAction()
    {
        var file = DrillFile.Right();
        file["runtime"]!["rollbacks"]!["strategy"] = "always";
        file["method"]![0]!["pauses"] = new JsonObject { ["before"] = 600 };

        var journal = await RunAsync(DrillFile.Read(file), coming: () => interrupt.CancelAfter(TimeSpan.FromMilliseconds(1)));

        Assert.Equal([Well], commands.Asked);
        Assert.Equal((JournalStatus.Interrupted, false), (journal.Status, Assert.Single(journal.Run).Started));
        Assert.Equal("interrupted before it began", JournalDocument.Of(journal, "Linux", "here")["run"]![0]!["exception"]![0]!.ToString());
    }

    [Fact]
    public async Task Rollbacks_AreNotRun_WhereOnlyProbesOfTheMethodWereBegun()
    {
        var file = DrillFile.Right();
        file["runtime"]!["rollbacks"]!["strategy"] = "always";
        file["method"]!.AsArray().RemoveAt(0);
        file["extensions"]![0]!["fault"] = "mend";
        commands.OnAsked = command => { if (command is "broken") interrupt.Cancel(); };

        Assert.Empty((await RunAsync(DrillFile.Read(file))).Rollbacks);
        Assert.Equal([Well, "broken"], commands.Asked);
    }

    [Fact]
    public async Task AProbeOutOfTolerance_DeviatesAndGoesOn_InTheMethod()
    {
        commands.Answer("broken", Says("", exit: 1));

        var journal = await RunAsync(DrillFile.Read(DrillFile.Right()));

        Assert.Equal((JournalStatus.Completed, true), (journal.Status, journal.Deviated));
        Assert.Equal(["break", "broken", "mend"], journal.Run.Select(run => run.Activity.Name));
    }

    [Fact]
    public async Task AnActionThatFails_EndsTheMethodAndRollsBack()
    {
        commands.Answer("break", Says("", exit: 1));

        var journal = await RunAsync(DrillFile.WithStrategy("deviated"));

        Assert.Equal(JournalStatus.Aborted, journal.Status);
        Assert.Equal([Well, "break", "undo", "undo-the-rest"], commands.Asked);
    }

    [Theory]
    [InlineData("deviated")]
    [InlineData("default")]
    [InlineData("always")]
    public async Task AnInterruptedDrill_RollsBackAtOnce(string strategy)
    {
        commands.OnAsked = command => { if (command is "broken") interrupt.Cancel(); };

        var journal = await RunAsync(DrillFile.WithStrategy(strategy));

        Assert.Equal(JournalStatus.Interrupted, journal.Status);
        Assert.Equal([Well, "break", "broken", "undo", "undo-the-rest"], commands.Asked);
        Assert.Null(journal.Run[^1].Result);
    }

    [Fact]
    public async Task ARollbackThatFails_DoesNotKeepTheNextFromBeingRun()
    {
        commands.Answer("undo", Says("", exit: 1));

        var journal = await RunAsync(DrillFile.Read(DrillFile.Right()));

        Assert.Equal([false, true], journal.Rollbacks.Select(run => run.Succeeded));
    }

    [Fact]
    public async Task AJournal_IsWrittenAsTheChaosToolkitWritesIt()
    {
        commands.Answer("broken", Says("no\n", exit: 1));

        var document = JournalDocument.Of(await RunAsync(DrillFile.Read(DrillFile.Right())), "Linux", "here");

        Assert.Equal(["platform", "node", "experiment", "start", "status", "deviated", "steady_states", "run", "rollbacks", "end", "duration"], document.Select(member => member.Key));
        Assert.Equal(("completed", true, "A drill"), (document["status"]!.ToString(), document["deviated"]!.GetValue<bool>(), document["experiment"]!["title"]!.ToString()));
        var probe = document["run"]![1]!;
        Assert.Equal(("succeeded", false, 1, "no\n", "./appointments broken"),
            (probe["status"]!.ToString(), probe["tolerance_met"]!.GetValue<bool>(), probe["output"]!["status"]!.GetValue<int>(), probe["output"]!["stdout"]!.ToString(), probe["command"]!.ToString()));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", probe["start"]!.ToString());
        Assert.True(document["steady_states"]!["before"]!["steady_state_met"]!.GetValue<bool>());
    }

    /// <param name="coming">Called before each step of the method.</param>
    private Task<Journal> RunAsync(Experiment experiment, Action? coming = null) => new ExperimentRunner(commands.RunAsync, TimeProvider.System, new Progress<string>(), (_, _) =>
    {
        coming?.Invoke();
        return Task.CompletedTask;
    }).RunAsync(experiment, interrupt.Token);
}

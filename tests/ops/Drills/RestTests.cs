using Appointments.Drills.Running;

namespace Appointments.Tests.Drills;

public sealed class RestTests
{
    [Fact]
    public void ASystem_IsAtRest_FromTheFirstSampleAfterWhichAllWasReconciled() =>
        Assert.Equal(MadeUpDrill.At(1), Rest.Begin([Sample(0, waiting: 1), Sample(1, caughtUp: 5), Sample(2, caughtUp: 6), Sample(3, caughtUp: 6), Sample(4, caughtUp: 7)], TimeSpan.Zero));

    [Theory]
    [InlineData("three samples")]
    [InlineData("a message came")]
    [InlineData("a dead letter")]
    [InlineData("queues not known")]
    [InlineData("a write is owed")]
    [InlineData("a repair was written")]
    [InlineData("the stream was read once")]
    public void ASystem_IsNotAtRest_While(string what)
    {
        SystemSample[] samples = [Sample(1, caughtUp: 1), Sample(2, caughtUp: 2), Sample(3, caughtUp: 3), what switch
        {
            "a message came" => Sample(4, caughtUp: 4, waiting: 1),
            "a dead letter" => Sample(4, caughtUp: 4, dead: 1),
            "queues not known" => Sample(4, caughtUp: 4, waiting: null),
            "a write is owed" => Sample(4, caughtUp: 4, pending: 1),
            "a repair was written" => Sample(4, caughtUp: 4, applied: 1),
            _ => Sample(4, caughtUp: 2),
        }];

        Assert.Null(Rest.Begin(what is "three samples" ? samples[..3] : samples, TimeSpan.Zero));
    }

    /// <summary>SQS says how many messages there are about a minute late.</summary>
    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void ASystem_WhoseCountsLagBehind_IsAtRest_OnlyAfterAWhile(int quietSeconds, bool atRest) =>
        Assert.Equal(atRest ? MadeUpDrill.At(0) : null, Rest.Begin([Sample(0, caughtUp: 1), Sample(1, caughtUp: 2), Sample(2, caughtUp: 3), Sample(5, caughtUp: 4)], TimeSpan.FromSeconds(quietSeconds)));

    private static SystemSample Sample(int second, long caughtUp = 0, long? waiting = 0, long dead = 0, long pending = 0, long applied = 0) => new(MadeUpDrill.At(second), "us-east-1",
        [new("us-east-1", true, waiting, 0, dead) { CaughtUp = caughtUp }], [new("us-east-1", "sa-east-1", pending, 0, false) { Applied = applied }]);
}

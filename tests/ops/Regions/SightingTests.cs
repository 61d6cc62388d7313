using Appointments.Regions;

namespace Appointments.Tests.Regions;

/// <summary>What counts as left to do.</summary>
public sealed class SightingTests
{
    [Theory]
    [InlineData(0, 0, null, true, "")]
    [InlineData(1, 0, null, false, "1 registration waits on the queues of us-east-1")]
    [InlineData(0, 1, null, false, "1 dead letter waits on the queues of us-east-1")]
    [InlineData(2, 3, null, false, "2 registrations and 3 dead letters wait on the queues of us-east-1")]
    [InlineData(0, 0, "silent", false, "the queues of us-east-1 do not answer (silent)")]
    public void Queues_AreEmpty_WithoutMessagesAndDeadLetters(int waiting, int dead, string? problem, bool isEmpty, string left)
    {
        var queues = new QueueSighting("us-east-1", waiting, dead, problem);

        Assert.Equal((isEmpty, left), (queues.IsEmpty, queues.Left));
    }

    [Theory]
    [InlineData(true, null, null, true)]
    [InlineData(false, null, null, false)]
    [InlineData(true, 5.0, null, true)]
    [InlineData(true, 5.1, null, false)]
    [InlineData(true, null, "silent", false)]
    public void ALink_HasCaughtUp_WhereWhatIsWrittenArrives_AndNothingOldWaits(bool arrived, double? oldestSeconds, string? problem, bool hasCaughtUp)
    {
        var link = new ReplicationSighting("us-east-1", "sa-east-1", arrived, oldestSeconds is { } age ? TimeSpan.FromSeconds(age) : null, problem);

        Assert.Equal(hasCaughtUp, link.HasCaughtUp);
        Assert.Equal(hasCaughtUp, link.Left is "");
    }

    [Fact]
    public void ALink_OnWhichOneTableLags_HasNotCaughtUp_AndNamesIt()
    {
        var link = new ReplicationSighting("us-east-1", "sa-east-1", false, null, null) { Held = ["AppointmentsTable"], PassesNothing = false };

        Assert.Equal((false, false, "what us-east-1 writes to AppointmentsTable does not reach sa-east-1"), (link.HasCaughtUp, link.PassesNothing, link.Left));
    }
}

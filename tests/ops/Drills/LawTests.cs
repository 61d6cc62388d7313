using Appointments.Domain;
using Appointments.Drills.Checking;

namespace Appointments.Tests.Drills;

/// <summary>The checker's law is a second copy on purpose; that the two say the same is looked at here and nowhere else.</summary>
public sealed class LawTests
{
    [Fact]
    public void TheCheckersMoves_AreTheDomains() => Assert.All(
        from one in Enum.GetValues<AppointmentStatus>() from other in Enum.GetValues<AppointmentStatus>() select (one, other),
        move => Assert.Equal(Lifecycle.Allows(move.one, move.other), Law.Allows(move.one.Wire(), move.other.Wire())));

    [Fact]
    public void TheCheckersRanks_AreTheDomains() =>
        Assert.Equal(Enum.GetValues<AppointmentStatus>().OrderByDescending(Ledger.Precedence).Select(status => status.Wire()), Law.ByRank);
}

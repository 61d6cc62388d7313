using Appointments.Domain;
using static Appointments.Domain.AppointmentStatus;

namespace Appointments.Tests.Domain;

public sealed class LifecycleTests
{
    // Written out a second time on purpose: a change of the law has to be made in two places, one of which says so.
    private static readonly HashSet<(AppointmentStatus, AppointmentStatus)> Law =
    [
        (Requested, Confirmed), (Requested, Rejected), (Requested, Cancelled), (Confirmed, CheckedIn), (Confirmed, Cancelled), (Confirmed, NoShow), (CheckedIn, Completed),
        (Requested, EnteredInError), (Confirmed, EnteredInError), (Rejected, EnteredInError), (Cancelled, EnteredInError), (CheckedIn, EnteredInError),
        (Completed, EnteredInError), (NoShow, EnteredInError),
    ];

    [Fact]
    public void Lifecycle_AllowsTheLawAndNothingElse_ForAllSixtyFourMoves()
    {
        var moves = from one in Enum.GetValues<AppointmentStatus>() from other in Enum.GetValues<AppointmentStatus>() select (one, other);

        Assert.Equal(64, moves.Count());
        Assert.All(moves, move => Assert.Equal(Law.Contains(move), Lifecycle.Allows(move.one, move.other)));
    }

    [Fact]
    public void Lifecycle_OnlyGoesUpInPrecedence_OrAFoldWouldFallBehindItsRegion() =>
        Assert.All(Law, move => Assert.True(Ledger.Precedence(move.Item2) > Ledger.Precedence(move.Item1), $"{move}"));

    [Fact]
    public void StatusNames_AreTheWireContract_InOrder() =>
        Assert.Equal<string>(["requested", "confirmed", "rejected", "cancelled", "checked-in", "completed", "no-show", "entered-in-error"], StatusNames.All);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Requested")]
    [InlineData("checkedin")]
    [InlineData("requested ")]
    public void StatusNames_FindNothing_ForWhatIsNotExactlyAName(string? text) => Assert.Null(StatusNames.Find(text));

    [Fact]
    public void StatusNames_RoundTrip_EveryStatus() =>
        Assert.All(Enum.GetValues<AppointmentStatus>(), status => Assert.Equal(status, StatusNames.Find(status.Wire())));
}

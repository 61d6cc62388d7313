namespace Appointments.Regions;

/// <summary>What an operator asks for.</summary>
/// <param name="By">Who does it.</param>
/// <param name="Reason">Why, for those who come later.</param>
/// <param name="EvenTheLast">Drains it even where no other region serves.</param>
/// <param name="Emergency">Writes to whatever answers, and asks nothing that a sick region would have to answer.</param>
/// <param name="DryRun">Only says what would happen: nothing is written.</param>
public sealed record DrainOrder(string Region, string By, string Reason, bool EvenTheLast = false, bool Emergency = false, bool DryRun = false);

/// <param name="Reason">Why, for those who come later; null: the reason of the drain that it ends is carried.</param>
/// <param name="DespiteBacklog">Restores it although something that was accepted or replicated has not been handled yet.</param>
/// <inheritdoc cref="DrainOrder"/>
public sealed record RestoreOrder(string Region, string By, string? Reason, bool DespiteBacklog = false, bool DryRun = false);

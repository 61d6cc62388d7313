using System.Collections.Immutable;

namespace Appointments.Checks.Moving;

/// <summary>One resource that an update touches.</summary>
/// <param name="Region">Null for what is global.</param>
/// <param name="Because">The inputs that change; those that force it, where it is replaced. Empty where it is created or deleted.</param>
/// <param name="IsStateful">It holds what cannot be made again: items, messages, keys, backups.</param>
/// <param name="IsProtected">Pulumi refuses to delete or replace it, and with it the whole update.</param>
public sealed record ResourceMove(string Urn, string Type, string Name, string? Region, Move Move, ImmutableArray<string> Because, bool IsStateful, bool IsProtected)
{
    /// <summary>What it holds would be gone.</summary>
    public bool LosesState => IsStateful && Move is (Move.Replace or Move.Delete or Move.UpdateOrReplace);

    /// <summary>A new health check has no results yet: an inverted one counts as unhealthy until it has.</summary>
    public bool MakesAHealthCheckAnew => Type is AwsTypes.HealthCheck && Move is Move.Replace;

    /// <summary>Pulumi says no before it begins.</summary>
    public bool IsRefused => IsProtected && Move is (Move.Replace or Move.Delete);
}

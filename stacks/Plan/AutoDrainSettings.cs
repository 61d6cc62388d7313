using System.Collections.Frozen;

namespace Appointments.Plan;

/// <summary>Whether a region that fails its clients is drained by the one that watches it.</summary>
public enum AutoDrainMode
{
    /// <summary>Nothing of it is deployed.</summary>
    Off,

    /// <summary>It is only said what would be done.</summary>
    DryRun,

    On,
}

/// <summary>docs/decisions/auto-drain.md.</summary>
public sealed record AutoDrainSettings(AutoDrainMode Mode)
{
    /// <summary>Between these SNS delivers to a function of another region.</summary>
    /// <remarks>
    /// Sources: AWS, "Prerequisites for integrating Amazon SNS with Lambda functions across regions": not into an opt-in region, and out of one only for a principal of its own;
    /// "Enable or disable AWS Regions in your account": these are enabled by default. Osaka is too, but SNS's own page counts it as opt-in: left out.
    /// </remarks>
    private static readonly FrozenSet<string> EnabledByDefault = new[]
    {
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1", "eu-central-1", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1",
        "ap-south-1", "ap-northeast-1", "ap-northeast-2", "ap-southeast-1", "ap-southeast-2",
    }.ToFrozenSet();

    internal static AutoDrainSettings Read(SettingsReader read, IEnumerable<string> regions)
    {
        var text = read.Text(Settings.AutoDrain, "off, dry-run or on", text => text is "off" or "dry-run" or "on");
        if (text is "dry-run" or "on" && !read.IsWrong(Settings.Regions) && regions.Except(EnabledByDefault).ToArray() is { Length: > 0 } optIn)
            read.Note(Settings.AutoDrain, text, $"off while {string.Join(", ", optIn)} serves: SNS delivers no alarm into or out of an opt-in region here", "off");
        return new AutoDrainSettings(text switch { "on" => AutoDrainMode.On, "dry-run" => AutoDrainMode.DryRun, _ => AutoDrainMode.Off });
    }
}

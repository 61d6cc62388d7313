using System.Diagnostics;
using System.Text.RegularExpressions;
using Appointments.Local.Processes;

namespace Appointments.Tests.Cli.Runbook;

/// <summary>The AWS CLI of this machine: on the PATH, or where .ci/run puts it.</summary>
internal static partial class AwsCli
{
    /// <summary>Of the one that knows every command of the pages: ARC Region switch and Route 53 accelerated recovery came late in 2025.</summary>
    public const string Install = "python3 -m venv artifacts/aws && artifacts/aws/bin/pip install awscli==1.45.11";

    /// <summary>Null: there is none that is new enough.</summary>
    public static string? Path { get; } = new[] { System.IO.Path.Combine(Session.Root, "artifacts/aws/bin/aws"), Executables.Find("aws") }.FirstOrDefault(aws => aws is not null && KnowsAll(aws));

    private static bool KnowsAll(string aws)
    {
        if (!File.Exists(aws))
            return false;
        using var asked = Process.Start(new ProcessStartInfo(aws, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = Version().Match(asked.StandardOutput.ReadToEnd() + asked.StandardError.ReadToEnd());
        asked.WaitForExit();
        return said.Success && System.Version.Parse(said.Groups[1].Value) is { } there && there >= (there.Major is 1 ? new Version(1, 44, 0) : new Version(2, 32, 8));
    }

    [GeneratedRegex(@"aws-cli/(\d+\.\d+\.\d+)")]
    private static partial Regex Version();
}

/// <summary>Skipped, with the reason, where this machine has no AWS CLI: the pages' other commands run all the same.</summary>
internal sealed class AwsCliFactAttribute : FactAttribute
{
    public AwsCliFactAttribute()
    {
        if (AwsCli.Path is null)
            Skip = $"The runbook's aws commands are held to the AWS CLI, and this machine has none, or one from before December 2025: {AwsCli.Install}";
    }
}

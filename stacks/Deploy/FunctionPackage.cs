using System.Diagnostics;
using Appointments.Plan;
using Pulumi;

namespace Appointments.Deploy;

/// <summary>The functions' deployment archive: a prebuilt zip, or built on the spot by the project's MSBuild target <c>PublishFunctions</c>.</summary>
public static class FunctionPackage
{
    /// <summary>Where the target publishes to, seen from the program's folder, in which Pulumi runs it.</summary>
    private const string PublishedDirectory = "../../artifacts/functions";

    /// <exception cref="RunException">The zip is not there, or the functions could not be built; the message says why and what to do.</exception>
    public static Archive For(FunctionSettings settings)
    {
        if (settings.Archive is "")
            return Publish();
        return File.Exists(settings.Archive)
            ? new FileArchive(settings.Archive)
            : throw new RunException($"{Setting.Namespace}:{Settings.FunctionsArchive.Key} names {Path.GetFullPath(settings.Archive)}, which is not there: expected the zip of the functions. Build it, or unset the key and pulumi up builds the functions.");
    }

    private static FileArchive Publish()
    {
        if (!OperatingSystem.IsLinux())
            throw new RunException($"The functions run on Amazon Linux and are built on Linux only. Set a zip built there: pulumi config set {Settings.FunctionsArchive.FullKey} PATH.zip");
        var start = new ProcessStartInfo("dotnet", ["msbuild", "Deploy.csproj", "-t:PublishFunctions", "-v:minimal", "-nologo"]) { RedirectStandardOutput = true };
        using var build = Process.Start(start) ?? throw new RunException("dotnet could not be started to build the functions: expected the .NET SDK on the PATH.");
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        return build.ExitCode is 0
            ? new FileArchive(PublishedDirectory)
            : throw new RunException($"The functions could not be built (dotnet exited with {build.ExitCode}):\n{output}");
    }
}

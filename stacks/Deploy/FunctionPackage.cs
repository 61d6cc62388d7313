using System.Diagnostics;
using Appointments.Plan;
using Pulumi;

namespace Appointments.Deploy;

/// <summary>The functions' deployment archive: a prebuilt zip, or published on the spot as Native AOT by the project's MSBuild target <c>PublishFunctions</c>.</summary>
public static class FunctionPackage
{
    /// <summary>The project's folder, seen from the program's, in which Pulumi runs it.</summary>
    private const string ProjectFolder = "../..";

    /// <exception cref="RunException">The zip is not there, or the functions could not be built; the message says why and what to do.</exception>
    public static Archive For(FunctionSettings settings)
    {
        if (settings.Archive is "")
            return new FileArchive(Publish(settings.Architecture));
        var archive = Path.GetFullPath(settings.Archive, Path.GetFullPath(ProjectFolder));
        return File.Exists(archive)
            ? new FileArchive(archive)
            : throw new RunException($"{Settings.FunctionsArchive.FullKey} names {archive}, which is not there: expected the zip of the functions. Build it, or unset the key and pulumi up builds the functions.");
    }

    /// <returns>The folder, named after what went into it: the same sources are not published twice, so give no diff.</returns>
    private static string Publish(string architecture)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "Deploy.csproj", "-t:PublishFunctions", $"-p:FunctionArchitecture={architecture}", "-getProperty:PublishedFunctions", "-nologo"])
        {
            RedirectStandardOutput = true,
        };
        using var build = Process.Start(start) ?? throw new RunException("dotnet could not be started to build the functions: expected the .NET SDK on the PATH.");
        var output = build.StandardOutput.ReadToEnd().Trim();
        build.WaitForExit();
        return build.ExitCode is 0 && Directory.Exists(output)
            ? output
            : throw new RunException($"The functions could not be built (dotnet exited with {build.ExitCode}):\n{output}");
    }
}

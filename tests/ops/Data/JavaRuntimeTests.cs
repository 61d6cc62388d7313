using System.Runtime.Versioning;
using Appointments.Local.Emulators;

namespace Appointments.Tests.Data;

[UnsupportedOSPlatform("windows")] // its javas are shell scripts
public sealed class JavaRuntimeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("java-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task EnsureAsync_TakesTheFirstJavaThatIsNewEnough_JavaHomeBeforeThePath()
    {
        var tooOld = Java("home", "1.8.0_402");
        var enough = Java("path", "21.0.2");
        var newer = Java("newer", "25");

        Assert.Equal(enough, await EnsureAsync(home: tooOld, path: enough));
        Assert.Equal(newer, await EnsureAsync(home: newer, path: enough));
        Assert.Equal(enough, await EnsureAsync(home: null, path: enough));
    }

    [Fact]
    public async Task EnsureAsync_NamesTheOneCommandToType_WhenThereIsNoneAndItMayNotInstall()
    {
        var failure = await Assert.ThrowsAsync<MissingToolException>(() => EnsureAsync(home: null, path: Java("old", "11.0.1")));

        Assert.Contains("Java 17 or newer", failure.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get update && apt-get install -y openjdk-17-jre-headless", failure.Command, StringComparison.Ordinal);
    }

    private static Task<string> EnsureAsync(string? home, string path)
    {
        var variables = new Dictionary<string, string?> { ["JAVA_HOME"] = home is null ? null : Path.GetDirectoryName(Path.GetDirectoryName(home)), ["PATH"] = Path.GetDirectoryName(path) };
        return new JavaRuntime(name => variables[name], mayInstall: false, new Progress<string>()).EnsureAsync(CancellationToken.None);
    }

    private string Java(string name, string version)
    {
        var file = Path.Combine(folder.CreateSubdirectory($"{name}/bin").FullName, "java");
        File.WriteAllText(file, $"#!/bin/sh\necho 'openjdk version \"{version}\" 2024-01-16' >&2\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return file;
    }
}

using Appointments.Local.Emulators;

namespace Appointments.Tests.Data;

public sealed class TransientDataTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("transient-");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void WhatAKilledRunLeft_IsRemovedByTheNext_AndWhatIsInUseStays()
    {
        var killed = root.CreateSubdirectory("appointments-run-killed").FullName;
        File.WriteAllText(Path.Combine(killed, "lock"), "");
        File.WriteAllText(Path.Combine(killed, "items"), "");
        using var other = TransientData.Create(root.FullName)!;
        Assert.False(Directory.Exists(killed));

        var own = TransientData.Create(root.FullName)!;

        Assert.True(Directory.Exists(other.Folder));
        own.Dispose();
        Assert.False(Directory.Exists(own.Folder));
        Assert.Equal(other.Folder, Assert.Single(Directory.EnumerateDirectories(root.FullName)));
    }

    /// <summary>The file system in memory is everybody's: what a developer registers is not.</summary>
    [Fact, System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void AFolder_IsItsOwnersAlone()
    {
        using var own = TransientData.Create(root.FullName)!;

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(own.Folder));
    }

    [Fact]
    public void WithoutAFileSystemInMemory_ThereIsNone() => Assert.Null(TransientData.Create(Path.Combine(root.FullName, "nowhere")));
}

namespace Appointments.Local.Emulators;

/// <summary>Where the tables and queues of a run without a data folder live, so that a region can die and come back with them: in memory that outlives a process, removed with the run.</summary>
/// <remarks>
/// Not on a disk: DynamoDB Local flushes every write there (measured: 5 to 50 puts/s on a busy disk; in <c>/dev/shm</c> 900, in its own memory 1,100).
/// A run that is killed cannot remove its folder; the next one does, by a lock that ends with its process.
/// </remarks>
public sealed class TransientData : IDisposable
{
    /// <summary>A thousand appointments in two regions take 5 MB.</summary>
    private const long LeastFreeBytes = 256L << 20;

    private const string Prefix = "appointments-run-";

    private readonly FileStream owned;

    private TransientData(string folder, FileStream owned) => (Folder, this.owned) = (folder, owned);

    /// <summary>Linux's file system in memory.</summary>
    public const string Memory = "/dev/shm";

    public string Folder { get; }

    /// <summary>A region's own folder in it.</summary>
    public string Of(string region) => Path.Combine(Folder, region);

    /// <param name="root">Made by nobody: where it is not there, there is none.</param>
    /// <returns>Null: this machine has no such file system, or too little of it is free.</returns>
    public static TransientData? Create(string root = Memory)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(root) || new DriveInfo(root).AvailableFreeSpace < LeastFreeBytes) { return null; }
        foreach (var left in Directory.EnumerateDirectories(root, $"{Prefix}*")) { RemoveWhereItsRunIsGone(left); }
        var folder = Directory.CreateDirectory(Path.Combine(root, $"{Prefix}{Guid.NewGuid():N}"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        return new TransientData(folder, new FileStream(Lock(folder), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true); // before the lock is given up: nobody else removes it meanwhile
        owned.Dispose();
    }

    private static string Lock(string folder) => Path.Combine(folder, "lock");

    private static void RemoveWhereItsRunIsGone(string folder)
    {
        try
        {
            using var gone = new FileStream(Lock(folder), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { } // its run is up, or it is another user's
    }
}

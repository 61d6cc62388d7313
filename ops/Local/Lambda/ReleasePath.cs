using System.IO.Compression;

namespace Appointments.Local.Lambda;

/// <summary>What can be put where functions run: a folder with their executable, or a zip of it.</summary>
public static class ReleasePath
{
    private const string Executable = "bootstrap";
    private const string Expected = $"expected a folder, or a zip, with the functions' executable, {Executable}. Publish one with functions/publish.sh.";

    /// <returns>Null: it is a release; else why it is none, and what was expected.</returns>
    public static string? Problem(string path)
    {
        if (!Path.Exists(path))
            return $"{path} is not there: {Expected}";
        try
        {
            return (IsZip(path) ? HoldsZipped(path) : File.Exists(Path.Combine(path, Executable))) ? null : $"{path} is no release, for it holds no {Executable}: {Expected}";
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return $"{path} cannot be read as a zip ({unreadable.Message}): {Expected}";
        }
    }

    public static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.Ordinal) && File.Exists(path);

    private static bool HoldsZipped(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return zip.GetEntry(Executable) is not null;
    }
}

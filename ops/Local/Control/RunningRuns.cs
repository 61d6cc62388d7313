using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Appointments.Local.Control;

/// <summary>A local run that another process can find.</summary>
/// <param name="Stack">Whose settings it runs, such as <c>dev</c>.</param>
/// <param name="Control">Its control's address.</param>
public sealed record RunningRun(int ProcessId, string Stack, Uri Control);

/// <summary>Where a user's local runs leave their address: one small file each, while they are up.</summary>
/// <param name="folder">Made when needed.</param>
public sealed class RunningRuns(string folder)
{
    /// <summary>After this a control that listens is busy, and no less there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The user's: below <c>XDG_RUNTIME_DIR</c>, or else in the folder of fetched tools.</summary>
    public static RunningRuns OfUser(Func<string, string?> environment) =>
        new(environment("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Directory.Exists(runtime)
            ? Path.Combine(runtime, "appointments")
            : Path.Combine(Emulators.ToolCache.UsersRoot(environment), "running"));

    /// <summary>Leaves the address of a run.</summary>
    /// <returns>Taken back when it is disposed.</returns>
    public IDisposable Announce(RunningRun run)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{run.ProcessId.ToString(CultureInfo.InvariantCulture)}.json");
        File.WriteAllText($"{path}.new", JsonSerializer.Serialize(run)); // whole or not there: others read it at any time
        File.Move($"{path}.new", path, overwrite: true);
        return new Announcement(path);
    }

    /// <summary>The runs that answer. What is left of one that was killed is removed.</summary>
    public async Task<ImmutableArray<RunningRun>> FindAsync(CancellationToken cancel)
    {
        if (!Directory.Exists(folder))
            return [];
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        var found = await Task.WhenAll(Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => ReadAsync(path, http, cancel)));
        return [.. found.OfType<RunningRun>()];
    }

    private static async Task<RunningRun?> ReadAsync(string path, HttpClient http, CancellationToken cancel)
    {
        RunningRun? run = null;
        try
        {
            run = JsonSerializer.Deserialize<RunningRun>(await File.ReadAllTextAsync(path, cancel))!;
            using var answer = await http.GetAsync(new Uri(run.Control, "/regions"), cancel);
            return run;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested) { return run; }
        catch (HttpRequestException problem) when (problem.HttpRequestError is HttpRequestError.ConnectionError)
        {
            File.Delete(path); // nothing listens: killed before it could do so itself
            return null;
        }
        catch (HttpRequestException) { return run; } // it broke off an answer: it is busy, and no less there
        catch (JsonException)
        {
            File.Delete(path); // of a release before, or of a disk that was full: it names nobody
            return null;
        }
        catch (FileNotFoundException) { return null; } // ended just now
    }

    private sealed class Announcement(string path) : IDisposable
    {
        public void Dispose() => File.Delete(path);
    }
}

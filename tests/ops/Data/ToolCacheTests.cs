using Appointments.Local.Emulators;

namespace Appointments.Tests.Data;

public sealed class ToolCacheTests : IDisposable
{
    private readonly string root = Path.Combine(Path.GetTempPath(), $"tool-cache-{Guid.NewGuid():N}");
    private readonly List<string> told = [];

    public ToolCacheTests() => Directory.CreateDirectory(root);

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public async Task Cache_FetchesOnce_WhenTwoRunsStartAtOnce()
    {
        var fetches = 0;
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        async Task FetchAsync(string folder, CancellationToken cancel)
        {
            Interlocked.Increment(ref fetches);
            begun.TrySetResult();
            await goOn.Task;
            await File.WriteAllTextAsync(Path.Combine(folder, "tool"), "whole", cancel);
        }

        var first = Cache().EnsureAsync("tool", "1", "the tool", FetchAsync, CancellationToken.None);
        await begun.Task;
        var second = Cache().EnsureAsync("tool", "1", "the tool", FetchAsync, CancellationToken.None);
        await Eventually.TrueAsync(() => { lock (told) { return told.Contains("waiting for another run that fetches tool"); } }, "the second run waits");
        Assert.False(Directory.Exists(Path.Combine(root, "tool-1")));
        goOn.SetResult();

        Assert.Equal(await first, await second);
        Assert.Equal(1, fetches);
        Assert.Equal("whole", await File.ReadAllTextAsync(Path.Combine(await first, "tool")));
    }

    [Fact]
    public async Task Cache_KeepsNothing_WhenAFetchFails()
    {
        await Assert.ThrowsAsync<IOException>(() => Cache().EnsureAsync("tool", "1", "the tool", async (folder, cancel) =>
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "tool"), "half", cancel);
            throw new IOException("the line went dead");
        }, CancellationToken.None));

        Assert.Equal(["tool-1.lock"], Directory.GetFileSystemEntries(root).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("/c", "/x", "/h", "/c")]
    [InlineData(null, "/x", "/h", "/x/appointments")]
    [InlineData("", "", "/h", "/h/.cache/appointments")]
    public void UsersRoot_IsTheFirstThatIsSet(string? cache, string? xdg, string? home, string expected)
    {
        var variables = new Dictionary<string, string?> { ["APPOINTMENTS_CACHE"] = cache, ["XDG_CACHE_HOME"] = xdg, ["HOME"] = home };

        Assert.Equal(expected, ToolCache.UsersRoot(name => variables[name]));
    }

    private ToolCache Cache() => new(root, new Listener(told));

    private sealed class Listener(List<string> told) : IProgress<string>
    {
        public void Report(string value) { lock (told) { told.Add(value); } }
    }
}

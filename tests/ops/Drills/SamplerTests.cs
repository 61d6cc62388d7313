using System.Text.Json;
using Appointments.Drills.Running;

namespace Appointments.Tests.Drills;

public sealed class SamplerTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sampler-");
    private readonly ScriptedSystem system = new();

    public void Dispose()
    {
        system.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("json", "JsonException: cut off")]
    [InlineData("io", "IOException: cut off")]
    [InlineData("time", "TaskCanceledException: cut off")] // a call's own, and not the sampler's
    public async Task ALookThatBreaks_IsASampleWithItsProblem_AndTheNextOneIsTaken(string what, string problem)
    {
        var (looks, third) = (0, new TaskCompletionSource());
        var sees = system.OnSample;
        system.OnSample = () =>
        {
            if (++looks is 3)
                third.SetResult();
            return looks is not 2 ? sees() : throw (what switch { "json" => new JsonException("cut off"), "io" => new IOException("cut off"), _ => new TaskCanceledException("cut off") });
        };
        var path = Path.Combine(folder.FullName, "samples.jsonl");

        var sampler = Sampler.Start(system, path, TimeProvider.System);
        await using (sampler)
            await third.Task.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal([null, problem, null], sampler.Samples.Take(3).Select(sample => sample.Problem));
        Assert.Equal(sampler.Samples.Count, File.ReadAllLines(path).Length);
        Assert.False(sampler.Samples[1].IsSettled);
    }
}

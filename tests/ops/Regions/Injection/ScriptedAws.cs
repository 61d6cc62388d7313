using System.Collections.Immutable;
using System.Text.Json;
using Appointments.Rollout;
using Appointments.Rollout.Aws;

namespace Appointments.Tests.Regions.Injection;

/// <summary>FIS's experiments and Lambda's reserved concurrency behind the command line of aws. It cannot prove that AWS answers so: the shapes are those of the API's pages.</summary>
internal sealed class ScriptedAws : ICommands
{
    private readonly Dictionary<string, (string Template, string Status, string Region)> experiments = [];

    /// <summary>What is reserved, by function and region; not there: nothing.</summary>
    public Dictionary<(string Function, string Region), int> Reserved { get; } = [];

    /// <summary>Every call, without its ending <c>--output json</c>.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Calls that end with an error: their beginnings.</summary>
    public List<string> Failing { get; } = [];

    /// <summary>Whether FIS's times are seconds, as version 1 of the command line has them.</summary>
    public bool WritesSeconds { get; set; }

    public string? Reason { get; set; }

    public IEnumerable<string> Running => experiments.Where(each => each.Value.Status is "running").Select(each => each.Key);

    public void Become(string id, string status) => experiments[id] = experiments[id] with { Status = status };

    public Task<string> RunAsync(CommandLine command, CancellationToken cancel)
    {
        var words = command.Arguments;
        var call = string.Join(' ', words[..^2]);
        Asked.Add(call);
        Assert.Equal(("aws", "--output json"), (command.Program, string.Join(' ', words[^2..])));
        if (Failing.Any(call.StartsWith))
            throw new ReleaseException($"aws {string.Join(' ', words.Take(2))} ended with 254:\n  AccessDeniedException");
        string Of(string option) => words[words.IndexOf(option) + 1];
        return Task.FromResult($"{words[0]} {words[1]}" switch
        {
            "fis start-experiment" => Start(Of("--experiment-template-id"), Of("--region")),
            "fis get-experiment" => JsonSerializer.Serialize(new { experiment = Shown(Of("--id")) }),
            "fis stop-experiment" => Stop(Of("--id")),
            "fis list-experiments" => JsonSerializer.Serialize(new { experiments = experiments.Where(each => each.Value.Region == Of("--region")).Select(each => Shown(each.Key)) }),
            "lambda put-function-concurrency" => Reserve((Of("--function-name"), Of("--region")), int.Parse(Of("--reserved-concurrent-executions"))),
            "lambda delete-function-concurrency" => Reserved.Remove((Of("--function-name"), Of("--region"))) ? "" : "",
            "lambda get-function-concurrency" => Reserved.TryGetValue((Of("--function-name"), Of("--region")), out var kept) ? $$"""{"ReservedConcurrentExecutions": {{kept}}}""" : "",
            _ => throw new NotSupportedException($"Nobody said what {call} answers."),
        });
    }

    private string Start(string template, string region)
    {
        var id = $"EXP{experiments.Count + 1}";
        experiments[id] = (template, "initiating", region);
        return JsonSerializer.Serialize(new { experiment = Shown(id) });
    }

    private string Stop(string id)
    {
        Become(id, "stopped");
        return JsonSerializer.Serialize(new { experiment = Shown(id) });
    }

    private string Reserve((string, string) function, int count)
    {
        Reserved[function] = count;
        return $$"""{"ReservedConcurrentExecutions": {{count}}}""";
    }

    private object Shown(string id) => new
    {
        id,
        experimentTemplateId = experiments[id].Template,
        creationTime = (object)(WritesSeconds ? 1_764_014_400.5 : "2025-11-24T20:00:00.500000+00:00"),
        state = Reason is null ? (object)new { status = experiments[id].Status } : new { status = experiments[id].Status, reason = Reason },
    };
}

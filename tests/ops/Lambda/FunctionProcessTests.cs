using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Local.Lambda;

namespace Appointments.Tests.LocalLambda;

public sealed class FunctionProcessTests
{
    [Fact]
    public async Task Function_KeepsItsProcess_ForTheNextEvent()
    {
        await using var sample = new SampleFunctions();

        var first = await sample.AnswerAsync(new { appointment = "id-1" });
        var second = await sample.AnswerAsync(new { appointment = "id-2" });

        Assert.Equal([1, 2], [(int)first["served"]!, (int)second["served"]!]);
        Assert.Equal((int)first["pid"]!, (int)second["pid"]!);
        Assert.Equal("id-2", (string?)second["event"]!["appointment"]);
        Assert.Equal(SampleFunctions.Arn, (string?)second["arn"]);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", (string?)second["trace"]);
    }

    [Fact]
    public async Task Function_IsToldItsDeadline_InMillisecondsSince1970()
    {
        await using var sample = new SampleFunctions();
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        var answer = await sample.AnswerAsync(new { });

        var deadline = long.Parse((string)answer["deadline"]!);
        Assert.InRange(deadline, before + 30_000, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + 30_000);
    }

    [Fact]
    public async Task Process_HasLambdasEnvironment_AndNothingOfOurs()
    {
        Assert.NotNull(Environment.GetEnvironmentVariable("USER") ?? Environment.GetEnvironmentVariable("PWD")); // not vacuous: we have more than it
        await using var sample = new SampleFunctions
        {
            Environment = ImmutableDictionary<string, string>.Empty.Add("APPOINTMENTS_TABLE", "appointments").Add("AWS_REGION", "not-this-one"),
        };

        var variables = (JsonObject)await sample.AnswerAsync(new { @do = "environment" });

        Assert.Equal("appointments", (string?)variables["APPOINTMENTS_TABLE"]);
        Assert.Equal(["Sample", "us-east-1", "us-east-1", "sample", "$LATEST", "256", "/aws/lambda/sample"], new[]
        {
            "_HANDLER", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_LOG_GROUP_NAME",
        }.Select(name => (string?)variables[name]));
        Assert.Equal(["http://127.0.0.1:4001/", "http://127.0.0.1:4002/", "local"], new[] { "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_SQS", "AWS_ACCESS_KEY_ID" }.Select(name => (string?)variables[name]));
        Assert.StartsWith(sample.Scratch, (string?)variables["HOME"]);
        string[] allowed = ["_HANDLER", "APPOINTMENTS_TABLE", "TZ", "LANG", "PATH", "HOME", "TMPDIR"];
        var strays = variables.Select(variable => variable.Key).Where(name => !allowed.Contains(name) && !name.StartsWith("AWS_") && !name.StartsWith("LAMBDA_") && !name.StartsWith("DOTNET_"));
        Assert.Equal("", string.Join(", ", strays));
    }

    [Fact]
    public async Task Lines_ReachLogFileAndListener_WithTheirFunction()
    {
        var heard = new System.Collections.Concurrent.ConcurrentQueue<FunctionLogLine>();
        await using var sample = new SampleFunctions { OnLine = heard.Enqueue };

        await sample.AnswerAsync(new { });
        await Until.TrueAsync(() => heard.Any(line => line.Text == "served 1"), "the line was heard");

        Assert.Equal("sample", heard.First().FunctionName);
        Assert.Matches(@"^\d{4}/\d\d/\d\d/\[\$LATEST\][0-9a-f]{32}$", heard.First().LogStream);
        Assert.Contains("served 1", await File.ReadAllTextAsync(Path.Combine(sample.Logs, "sample.log")));
        Assert.Contains(sample.Lambda.LastLines(SampleFunctions.Arn), line => line.Text == "served 1");
    }

    [Fact]
    public async Task Dispose_LeavesNoProcessAndNoHome_WhateverTheFunctionDoes()
    {
        int processId;
        string[] homes;
        await using (var sample = new SampleFunctions())
        {
            processId = (int)(await sample.AnswerAsync(new { }))["pid"]!;
            var hanging = sample.InvokeAsync(new { @do = "hang" });
            await Until.TrueAsync(() => sample.Lambda.LastLines(SampleFunctions.Arn).Any(line => line.Text == "hanging"), "it hung");
            homes = Directory.GetDirectories(sample.Scratch, "sample-*");
            Assert.True(Until.Lives(processId));

            await sample.Lambda.DisposeAsync();

            Assert.Empty(Directory.GetDirectories(sample.Scratch, "sample-*"));
            await hanging.ContinueWith(_ => { }, TaskScheduler.Default); // it ends, one way or the other
        }

        Assert.Single(homes);
        Assert.False(Until.Lives(processId));
    }

    [Fact]
    public async Task Runtime_RefusesAnAnswer_ToAnotherRequest()
    {
        await using var sample = new SampleFunctions();

        var answer = await sample.AnswerAsync(new { @do = "wrong-id" });

        Assert.Equal(400, (int)answer["status"]!);
        Assert.Equal("InvalidRequestID", (string?)answer["said"]!["errorType"]);
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;

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
}

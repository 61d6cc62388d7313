using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Local.Routing;
using Appointments.Local.Topology;
using Appointments.Local.Watching;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Run.Watching;

/// <summary>The alarm on clients' errors, as the program declares it: over 5 % on average of a minute, three times of three.</summary>
public sealed class LocalAlarmTests
{
    private static readonly AlarmSpec Spec = new("client-5xx", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:client-5xx", "us-east-1", "api", 0.05, TimeSpan.FromSeconds(60), 3, 3, [],
        [
            new FilterSpec("""{ $.status >= 500 && $.resource != "/health" && $.resource != "/drained/sa-east-1" }""", 1),
            new FilterSpec("""{ $.status < 500 && $.resource != "/health" && $.resource != "/drained/sa-east-1" }""", 0),
        ], "{}", []);

    private readonly LocalAlarm alarm = new(Spec, new RouterClock(new FakeTimeProvider(), 1));

    private void Count(int times, int status, string resource = "/appointments")
    {
        for (var time = 0; time < times; time++)
            alarm.Count(new JsonObject { ["status"] = status, ["resource"] = resource });
    }

    private bool EndPeriod(int failed, int answered)
    {
        Count(failed, 500);
        Count(answered, 404);
        return alarm.EndPeriod();
    }

    [Fact]
    public void AnAlarm_IsRaised_InTheThirdBadPeriodOfThree_AndOverInTheFirstGoodOne()
    {
        Assert.False(EndPeriod(1, 0));
        Assert.False(EndPeriod(1, 0));
        Assert.False(alarm.Raised);
        Assert.True(EndPeriod(1, 0));
        Assert.True(alarm.Raised);
        Assert.False(EndPeriod(1, 0));
        Assert.True(EndPeriod(0, 1));
        Assert.False(alarm.Raised);
    }

    [Theory]
    [InlineData(1, 19, false)] // 5 % is not above 5 %
    [InlineData(2, 37, true)]
    public void AnAlarm_ComparesTheShareOfAPeriod(int failed, int answered, bool raised)
    {
        for (var period = 0; period < 3; period++)
            EndPeriod(failed, answered);

        Assert.Equal(raised, alarm.Raised);
    }

    [Fact]
    public void HealthChecksAndSilence_AreNoErrors()
    {
        for (var period = 0; period < 3; period++)
        {
            Count(10, 503, "/health");
            Count(10, 503, "/drained/sa-east-1");
            alarm.EndPeriod();
        }
        Assert.False(alarm.Raised);

        EndPeriod(1, 0);
        EndPeriod(1, 0);
        alarm.EndPeriod(); // nobody asked
        EndPeriod(1, 0);

        Assert.False(alarm.Raised);
    }

    [Theory]
    [InlineData("""{ $.status >= 500 || $.status = 0 }""")]
    [InlineData("""{ $.a.b = 1 }""")]
    [InlineData("ERROR")]
    public void AFilterThatIsNotEmulated_IsSaid(string pattern) => Assert.Contains(pattern, Assert.Throws<InvalidDataException>(() => new FilterPattern(pattern)).Message);

    [Theory]
    [InlineData("""{ $.status = 500 }""", true)]
    [InlineData("""{ $.status != 500 }""", false)]
    [InlineData("""{ $.status > 500 }""", false)]
    [InlineData("""{ $.status <= 500 }""", true)]
    [InlineData("""{ $.resource = "/peru" && $.status < 501 }""", true)]
    [InlineData("""{ $.method = "GET" }""", false)] // not there
    [InlineData("""{ $.method != "GET" }""", false)] // not there either
    public void AFilter_Compares(string pattern, bool fits) => Assert.Equal(fits, new FilterPattern(pattern).Fits(new JsonObject { ["status"] = 500, ["resource"] = "/peru" }));
}

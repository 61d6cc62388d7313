using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Appointments.DynamoDb;
using Appointments.Plan;

namespace Appointments.Tests.DynamoDb;

public sealed class ConnectionTests
{
    /// <summary>Also where an endpoint is set, which would make the SDK sign for us-east-1.</summary>
    [Fact]
    public void Connection_IsSignedForTheRegionThatIsMeant() => Assert.Equal("sa-east-1", DynamoDbConnection.Config("sa-east-1").AuthenticationRegion);

    [Fact]
    public async Task Connection_GivesUpWithinTheFunctionsDeadline_WhenTheTableIsSilent()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0); // takes connections and never answers
        silent.Start();
        var config = DynamoDbConnection.Config("us-east-1");
        config.ServiceURL = $"http://{silent.LocalEndpoint}";
        using var client = new CountingClient(config);
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<Exception>(() => new DynamoAppointmentLedger(client, "table").ReadAsync("id", default));

        Assert.True(client.Attempts > DynamoDbConnection.Retries, $"{client.Attempts} attempts"); // one more was seen, once, on a busy machine: what counts is the deadline below
        Assert.True(watch.Elapsed > DynamoDbConnection.AttemptTimeout, $"{watch.Elapsed}: it was not the silence that ended it");
        // How long it took is the machine's affair; what it takes at most follows from the settings.
        var deadline = TimeSpan.FromSeconds(int.Parse(Settings.FunctionTimeoutSeconds.Default!));
        Assert.InRange(config.Timeout!.Value * client.Attempts, DynamoDbConnection.AttemptTimeout, deadline);
    }

    /// <summary>Counts what its retries make of one call. The listener would not do: an attempt that is over before it is connected leaves its connection to the next.</summary>
    private sealed class CountingClient(AmazonDynamoDBConfig config) : AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config)
    {
        private int attempts;

        public int Attempts => attempts;

        protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
        {
            base.CustomizeRuntimePipeline(pipeline);
            pipeline.AddHandlerAfter<RetryHandler>(new CallbackHandler { OnPreInvoke = _ => Interlocked.Increment(ref attempts) });
        }
    }
}

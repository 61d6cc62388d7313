using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Appointments.DynamoDb;

namespace Appointments.Tests.DynamoDb;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Connection_GivesUpWithinTheFunctionsDeadline_WhenTheTableIsSilent()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0); // takes connections and never answers
        silent.Start();
        var config = DynamoDbConnection.Config("us-east-1");
        config.ServiceURL = $"http://{silent.LocalEndpoint}";
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), config);
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<Exception>(() => new DynamoAppointmentLedger(client, "table").ReadAsync("id", default));

        Assert.InRange(watch.Elapsed, DynamoDbConnection.AttemptTimeout, TimeSpan.FromSeconds(15));
    }
}

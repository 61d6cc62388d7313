using System.Net.Sockets;

namespace Appointments.Local.Emulators;

/// <summary>Servers that run already, in place of emulators that a run would start: one for all regions, which tells them apart by the region that a call is signed for.</summary>
/// <param name="DynamoDb">Null: each region gets a DynamoDB Local of its own.</param>
/// <param name="Sqs">Null: each region gets a fauxqs of its own.</param>
public sealed record RunningServers(Uri? DynamoDb, Uri? Sqs)
{
    /// <exception cref="LocalRunException">One does not answer; the message says which.</exception>
    public async Task EnsureReachableAsync(CancellationToken cancel)
    {
        foreach (var (what, option, url) in new[] { ("DynamoDB", "--dynamodb", DynamoDb), ("SQS", "--sqs", Sqs) })
        {
            if (url is null) { continue; }
            using var client = new TcpClient();
            try { await client.ConnectAsync(url.Host, url.Port, cancel); }
            catch (SocketException problem)
            {
                throw new LocalRunException($"Nothing listens at {url}, which {option} names for {what} ({problem.Message}): start it there, or leave {option} out and this run starts its own.", problem);
            }
        }
    }
}

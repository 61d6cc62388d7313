using System.Net.Sockets;
using Amazon.Runtime;
using Appointments.Local.DynamoDb;

namespace Appointments.Local.EventSources;

/// <summary>Recognises a server that is down, stopped or slow.</summary>
internal static class Unreachable
{
    /// <summary>All that the SDK and HttpClient were seen to throw then: not only the SDK's own exceptions, and a connection that is reset before an answer begins as an IOException that neither wraps. A cancelled call counts, because HttpClient's timeout looks like one: ask your token first.</summary>
    public static bool Is(Exception e) =>
        e is AmazonServiceException or AmazonClientException or DynamoDbCallException or HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException;
}

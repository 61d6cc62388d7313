using System.Collections.Concurrent;
using Appointments.Local.DynamoDb;
using Appointments.Local.Proxies;

namespace Appointments.Tests.Run;

/// <summary>Brings concurrent writes of one appointment together: none goes on before so many have come, and only the first ones wait.</summary>
internal sealed class Rendezvous(string operation, int participants)
{
    private readonly ConcurrentDictionary<string, (int Count, TaskCompletionSource Met)> meetings = new();

    public async Task<ProxiedReply> MeetAsync(SeenWrite write, Func<Task<ProxiedReply>> next)
    {
        if (write.Operation == operation)
        {
            var meeting = meetings.AddOrUpdate(write.Items[0].ToJson()["appointment_id"]!["S"]!.ToString(),
                _ => (1, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)), (_, before) => (before.Count + 1, before.Met));
            if (meeting.Count >= participants)
                meeting.Met.TrySetResult();
            await meeting.Met.Task;
        }

        return await next();
    }
}

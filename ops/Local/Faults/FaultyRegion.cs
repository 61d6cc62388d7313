using Appointments.Local.Emulators;
using Appointments.Local.Gateway;
using Appointments.Local.Lambda;
using Appointments.Local.Proxies;
using Appointments.Local.Routing;

namespace Appointments.Local.Faults;

/// <summary>One region as that which faults act upon.</summary>
/// <param name="random">Which calls and invocations a share strikes.</param>
internal sealed class FaultyRegion(string name, RegionEmulators emulators, LocalLambda functions, ApiGateway api, Router router, Random random)
{
    private readonly Lock drawing = new();

    public string Name => name;

    /// <summary>Why it cannot be killed; null: it can.</summary>
    public string? WhyItCannotDie => emulators.WhyTheyCannotDie;

    /// <summary>Changes what differs and nothing else: tests have the same proxies in hand.</summary>
    public async Task ReplaceAsync(RegionTrouble before, RegionTrouble after, CancellationToken cancel)
    {
        if (after.Skew != before.Skew)
            emulators.Database.Stamps.Clock.Skew = after.Skew;
        if (after.Blind != before.Blind)
            router.Blind(name, after.Blind);
        if ((after.Kept, after.Keeping) != (before.Kept, before.Keeping))
            router.Overstay(name, after.Kept, Strikes(after.Keeping));
        if ((after.Failing, after.Slower) != (before.Failing, before.Slower))
            functions.Fault = new FunctionFault(after.Slower, after.Failing > 0 ? Strikes(after.Failing) : null);
        if ((after.TableUnreachable, after.LostReplies, after.Refused) != (before.TableUnreachable, before.LostReplies, before.Refused))
            emulators.DynamoDb.Fault = OfProxy(after.TableUnreachable, after.LostReplies) with { Instead = after.Refused.OfTables() };
        if ((after.QueueUnreachable, after.LostReplies, after.Refused) != (before.QueueUnreachable, before.LostReplies, before.Refused))
            emulators.Sqs.Fault = OfProxy(after.QueueUnreachable, after.LostReplies) with { Instead = after.Refused.OfQueues() };
        if (after.Dead && !before.Dead)
            await Task.WhenAll(api.RefuseAsync(), functions.KillAsync(), emulators.KillAsync());
        if (!after.Dead && before.Dead)
        {
            await emulators.StartAgainAsync(cancel);
            functions.Revive();
        }
        await ReplaceApiAsync(before.Dead || before.ApiUnreachable, after.Dead || after.ApiUnreachable, cancel);
    }

    private async Task ReplaceApiAsync(bool wasGone, bool isGone, CancellationToken cancel)
    {
        if (isGone && !wasGone)
            await api.RefuseAsync();
        if (!isGone && wasGone)
            await api.AnswerAgainAsync(cancel);
    }

    private ProxyFault OfProxy(bool unreachable, double lostReplies) =>
        unreachable ? ProxyFault.Reset
        : lostReplies > 0 ? ProxyFault.LoseReply with { Strikes = Strikes(lostReplies) }
        : ProxyFault.None;

    private Func<bool> Strikes(double share) => () =>
    {
        lock (drawing)
            return random.NextDouble() < share; // below 1 always
    };
}

using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.Core;
using Appointments.Domain.Draining;
using Appointments.Lambda.Observing;
using Microsoft.Extensions.Logging;

namespace Appointments.Lambda.Draining;

/// <summary>Hears the alarms of the watched region and of its own, and drains the watched one where it must.</summary>
public sealed class DrainRegionFunction(AutoDrain drain, ILogger log)
{
    // CloudWatch's own form of ISO 8601.
    private const string ChangeTime = "yyyy-MM-dd'T'HH:mm:ss.fffzz00";

    /// <exception cref="UndecidedException">To be asked again.</exception>
    /// <exception cref="FormatException">This is no notice of an alarm; it will be none either when it comes again, and ends in the failures' queue.</exception>
    public async Task<DrainReply> HandleAsync(SnsEvent notification, ILambdaContext context)
    {
        using var deadline = context.Deadline();
        var notice = Notice(notification.Records.Single().Sns);
        var answer = await drain.HearAsync(notice, deadline.Token);
        log.AlarmAnswered(context.AwsRequestId, notice.Region, notice.AlarmName, answer.Outcome, answer.Sentence);
        return answer.Outcome is AutoDrainOutcome.Undecided ? throw new UndecidedException(answer.Sentence) : new DrainReply(answer.Outcome.ToString(), answer.Sentence);
    }

    private static AlarmNotice Notice(SnsMessage sns)
    {
        var alarm = Alarm(sns.Message);
        return DateTimeOffset.TryParseExact(alarm.StateChangeTime, ChangeTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var changed)
            ? new AlarmNotice(sns.TopicArn.Split(':') is [_, _, _, var region, ..] ? region : "", alarm.AlarmName, alarm.NewStateValue is "ALARM", changed)
            : throw new FormatException($"StateChangeTime of alarm {alarm.AlarmName} is '{alarm.StateChangeTime}', expected such as 2026-11-24T10:01:30.236+0000.");
    }

    private static AlarmMessage Alarm(string message)
    {
        try
        {
            return JsonSerializer.Deserialize(message, DrainJson.Default.AlarmMessage) ?? throw new FormatException("The notification is null, expected what CloudWatch says of an alarm.");
        }
        catch (JsonException problem)
        {
            throw new FormatException("The notification is not what CloudWatch says of an alarm: subscribe the function to an alarm's topic only.", problem);
        }
    }
}

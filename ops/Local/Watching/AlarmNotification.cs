using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Appointments.Local.Topology;

namespace Appointments.Local.Watching;

/// <summary>What SNS invokes a function with when CloudWatch told the topic of an alarm.</summary>
/// <remarks>Source: AWS, "Invoking Lambda functions with Amazon SNS notifications", and what CloudWatch is seen to send.</remarks>
internal static class AlarmNotification
{
    public static byte[] For(AlarmSpec alarm, bool raised, DateTimeOffset at, SubscriptionSpec subscription)
    {
        var (state, before) = raised ? ("ALARM", "OK") : ("OK", "ALARM");
        var message = new JsonObject
        {
            ["AlarmName"] = alarm.Name,
            ["AlarmDescription"] = alarm.Declared["alarmDescription"]?.ToString(),
            ["AWSAccountId"] = alarm.Arn.Split(':')[4],
            ["NewStateValue"] = state,
            ["NewStateReason"] = raised ? "Threshold Crossed" : "Threshold no longer crossed",
            ["StateChangeTime"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture),
            ["Region"] = alarm.Region,
            ["AlarmArn"] = alarm.Arn,
            ["OldStateValue"] = before,
        };
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["Records"] = new JsonArray(new JsonObject
            {
                ["EventSource"] = "aws:sns",
                ["EventVersion"] = "1.0",
                ["EventSubscriptionArn"] = subscription.Arn,
                ["Sns"] = new JsonObject
                {
                    ["Type"] = "Notification",
                    ["MessageId"] = $"{Guid.NewGuid()}",
                    ["TopicArn"] = subscription.TopicArn,
                    ["Subject"] = $"{state}: \"{alarm.Name}\" in {alarm.Region}",
                    ["Message"] = message.ToJsonString(),
                    ["Timestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                    ["MessageAttributes"] = new JsonObject(),
                },
            }),
        });
    }
}

using System.Text.Json.Serialization;

namespace Appointments.Lambda.Draining;

/// <summary>What SNS invokes a function with, as far as it is read here. Own records, because Amazon.Lambda.SNSEvents would be one package more to stand in for, for two fields.</summary>
/// <remarks>Source: AWS, "Invoking Lambda functions with Amazon SNS notifications". SNS puts one record into an event.</remarks>
public sealed record SnsEvent([property: JsonPropertyName("Records")] SnsRecord[] Records);

public sealed record SnsRecord([property: JsonPropertyName("Sns")] SnsMessage Sns);

/// <param name="TopicArn">The topic's region is the alarm's: CloudWatch tells topics of its own region only.</param>
/// <param name="Message">An <see cref="AlarmMessage"/> as JSON.</param>
public sealed record SnsMessage([property: JsonPropertyName("TopicArn")] string TopicArn, [property: JsonPropertyName("Message")] string Message);

/// <summary>What CloudWatch tells a topic when an alarm changes its state, as far as it is read here.</summary>
/// <param name="NewStateValue"><c>ALARM</c>, <c>OK</c> or <c>INSUFFICIENT_DATA</c>.</param>
/// <param name="StateChangeTime">Such as <c>2026-11-24T10:01:30.236+0000</c>.</param>
public sealed record AlarmMessage(
    [property: JsonPropertyName("AlarmName")] string AlarmName,
    [property: JsonPropertyName("NewStateValue")] string NewStateValue,
    [property: JsonPropertyName("StateChangeTime")] string StateChangeTime);

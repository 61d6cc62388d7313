using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Local.Gateway.Document;

namespace Appointments.Local.Gateway.Integrations;

/// <summary>
/// <c>sqs:path/{account}/{queue}</c>: the rendered form, which is SQS's Query protocol, told to an emulator that speaks the JSON protocol. Answers are shaped as
/// the Query protocol's are where a client accepts JSON, which is what API Gateway gets from SQS.
/// </summary>
internal sealed class SqsBackend(EmulatorClient emulators, Uri endpoint, string queuePath) : IBackend
{
    public async Task<BackendAnswer> SendAsync(BackendRequest request, CancellationToken cancel)
    {
        // SQS knows the Query protocol by this header, which API Gateway sends only where requestParameters say so.
        if (!request.Headers.TryGetValue("Content-Type", out var type) || MediaType.Of(type) != MediaType.Form)
        {
            return new BackendAnswer(404, [], "<UnknownOperationException/>");
        }

        ImmutableArray<KeyValuePair<string, string>> fields = [.. request.Query, .. GatewayRequest.Pairs(request.Body)];
        var action = Field(fields, "Action");
        if (action != "SendMessage")
        {
            return Failure(400, "InvalidAction", $"The action {action} is not valid for this endpoint. (The local gateway sends SendMessage only.)", "Sender");
        }

        var answer = await emulators.PostAsync(endpoint, "sqs", "AmazonSQS.SendMessage", Message(fields).ToJsonString(), cancel);
        return answer.Status == 200 ? Success(JsonNode.Parse(answer.Body)!) : Failure(answer);
    }

    private JsonObject Message(ImmutableArray<KeyValuePair<string, string>> fields)
    {
        var message = new JsonObject { ["QueueUrl"] = new Uri(endpoint, $"/{queuePath}").ToString() };
        foreach (var name in (string[])["MessageBody", "MessageGroupId", "MessageDeduplicationId"])
        {
            if (Field(fields, name) is { } value)
            {
                message[name] = value;
            }
        }

        if (Field(fields, "DelaySeconds") is { } delay)
        {
            message["DelaySeconds"] = int.Parse(delay);
        }

        message["MessageAttributes"] = Attributes(fields);
        return message;
    }

    // MessageAttribute.N.Name, .Value.DataType, .Value.StringValue, .Value.BinaryValue (AWS, SQS API Reference, "SendMessage").
    private static JsonObject Attributes(ImmutableArray<KeyValuePair<string, string>> fields)
    {
        var attributes = new JsonObject();
        for (var n = 1; Field(fields, $"MessageAttribute.{n}.Name") is { } name; n++)
        {
            var value = new JsonObject();
            foreach (var part in (string[])["DataType", "StringValue", "BinaryValue"])
            {
                if (Field(fields, $"MessageAttribute.{n}.Value.{part}") is { } given)
                {
                    value[part] = given;
                }
            }

            attributes[name] = value;
        }

        return attributes;
    }

    private static BackendAnswer Success(JsonNode sent) => Json(200, new JsonObject
    {
        ["SendMessageResponse"] = new JsonObject
        {
            ["SendMessageResult"] = new JsonObject
            {
                ["MD5OfMessageAttributes"] = sent["MD5OfMessageAttributes"]?.DeepClone(),
                ["MD5OfMessageBody"] = sent["MD5OfMessageBody"]?.DeepClone(),
                ["MessageId"] = sent["MessageId"]?.DeepClone(),
                ["SequenceNumber"] = sent["SequenceNumber"]?.DeepClone(),
            },
            ["ResponseMetadata"] = new JsonObject { ["RequestId"] = $"{Guid.NewGuid()}" },
        },
    });

    // AWS JSON protocols carry the Query protocol's code in x-amzn-query-error: "Code;Sender".
    private static BackendAnswer Failure(BackendAnswer answer)
    {
        var query = answer.Headers.FirstOrDefault(header => header.Key.Equals("x-amzn-query-error", StringComparison.OrdinalIgnoreCase)).Value?.Split(';');
        var error = answer.Body.StartsWith('{') ? JsonNode.Parse(answer.Body) : null;
        return Failure(
            answer.Status,
            query?[0] ?? error?["__type"]?.GetValue<string>().Split('#')[^1] ?? "InternalFailure",
            error?["message"]?.GetValue<string>() ?? "",
            query?.ElementAtOrDefault(1) ?? (answer.Status < 500 ? "Sender" : "Receiver"));
    }

    private static BackendAnswer Failure(int status, string code, string message, string type) => Json(status, new JsonObject
    {
        ["Error"] = new JsonObject { ["Code"] = code, ["Message"] = message, ["Type"] = type },
        ["RequestId"] = $"{Guid.NewGuid()}",
    });

    private static BackendAnswer Json(int status, JsonObject body) => new(status, [KeyValuePair.Create("Content-Type", MediaType.Json)], body.ToJsonString());

    private static string? Field(ImmutableArray<KeyValuePair<string, string>> fields, string name) => fields.FirstOrDefault(field => field.Key == name).Value;
}

using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Appointments.Lambda;
using Appointments.Lambda.Http;
using Appointments.Lambda.Reconciling;
using Appointments.Lambda.Registering;

namespace Appointments.Tests.Lambda;

/// <summary>The events as AWS sends them and the answers as AWS takes them, through each function's own serializer.</summary>
public sealed class WireTests
{
    [Fact]
    public void QueueEvent_IsRead_AsAwsSendsIt()
    {
        var batch = Read<SQSEvent, RegistrationJson>("""
            {"Records":[{"messageId":"m1","receiptHandle":"h","body":"{}","attributes":{"ApproximateReceiveCount":"1","MessageGroupId":"dr-1","SequenceNumber":"18849496460467696128"},
            "messageAttributes":{"requestId":{"stringValue":"r1","stringListValues":[],"binaryListValues":[],"dataType":"String"}},"md5OfBody":"x","eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:q.fifo","awsRegion":"us-east-1"}]}
            """);

        var message = Assert.Single(batch.Records);
        Assert.Equal(("m1", "{}", "dr-1", "r1"), (message.MessageId, message.Body, message.Attributes["MessageGroupId"], message.MessageAttributes["requestId"].StringValue));
    }

    [Fact]
    public void StreamEvent_IsRead_AsAwsSendsIt()
    {
        var batch = Read<DynamoDBEvent, StreamJson>("""
            {"Records":[{"eventID":"e1","eventName":"MODIFY","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-east-1","dynamodb":{"ApproximateCreationDateTime":1795521600.0,"Keys":{"appointment_id":{"S":"id-1"},"status":{"S":"requested"}},
            "NewImage":{"appointment_id":{"S":"id-1"}},"OldImage":{"appointment_id":{"S":"id-0"}},"SequenceNumber":"111","SizeBytes":26,"StreamViewType":"NEW_AND_OLD_IMAGES"},"eventSourceARN":"arn"}]}
            """);

        var record = Assert.Single(batch.Records);
        Assert.Equal(("MODIFY", "111", "id-1", "id-0"), (record.EventName, record.Dynamodb.SequenceNumber, record.Dynamodb.NewImage["appointment_id"].S, record.Dynamodb.OldImage["appointment_id"].S));
    }

    [Fact]
    public void ProxyEvent_IsRead_AsAwsSendsIt()
    {
        var request = Read<APIGatewayProxyRequest, ProxyJson>("""
            {"resource":"/appointments/{appointmentId}","path":"/appointments/id-1","httpMethod":"GET","headers":{"Accept":"*/*"},"multiValueHeaders":{"Accept":["*/*"]},"queryStringParameters":null,"multiValueQueryStringParameters":null,
            "pathParameters":{"appointmentId":"id-1"},"stageVariables":null,"requestContext":{"requestId":"r1","stage":"Prod","identity":{"apiKeyId":"k","sourceIp":"127.0.0.1"},"requestTimeEpoch":1795521600000},"body":null,"isBase64Encoded":false}
            """);

        Assert.Equal(("/appointments/{appointmentId}", "id-1", "r1"), (request.Resource, request.PathParameters["appointmentId"], request.RequestContext.RequestId));
        Assert.Empty(request.Query());
    }

    [Fact]
    public void Answers_AreWritten_AsAwsTakesThem()
    {
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m1"}]}""", Write<SQSBatchResponse, RegistrationJson>(new([new() { ItemIdentifier = "m1" }])));
        Assert.Equal("""{"batchItemFailures":[]}""", Write<StreamsEventResponse, StreamJson>(new() { BatchItemFailures = [] }));
        Assert.Equal("""{"statusCode":200,"headers":{"a":"b"},"body":"{}","isBase64Encoded":false}""",
            Write<APIGatewayProxyResponse, ProxyJson>(new() { StatusCode = 200, Headers = new Dictionary<string, string> { ["a"] = "b" }, Body = "{}" }));
    }

    [Fact]
    public void Settings_NameEveryProblem_WhenTheEnvironmentIsNotComplete()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => FunctionSettings.Read(name => name switch { "LIST_SHARDS" => "0", "COUNTRIES" => "Perú", "_HANDLER" => "ChangeStatus", _ => null }));

        Assert.All(["LIST_SHARDS is '0'", "COUNTRIES is not", "APPOINTMENTS_TABLE is not set", "QUARANTINE_TABLE is not set", "AWS_REGION is not set"], part => Assert.Contains(part, problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_AreWhatTheDeploymentSets()
    {
        var settings = FunctionSettings.Read(name => name switch { "LIST_SHARDS" => "3", "COUNTRIES" => """[{"code":"PE","path":"peru","name":"Perú"}]""", _ => name });

        Assert.Equal((3, "Perú", "AWS_REGION", "_HANDLER"), (settings.ListShards, Assert.Single(settings.Countries).Name, settings.Region, settings.Handler));
    }

    private static TEvent Read<TEvent, TJson>(string json)
        where TJson : JsonSerializerContext
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return new SourceGeneratorLambdaJsonSerializer<TJson>().Deserialize<TEvent>(stream);
    }

    private static string Write<TAnswer, TJson>(TAnswer answer)
        where TJson : JsonSerializerContext
    {
        using var stream = new MemoryStream();
        new SourceGeneratorLambdaJsonSerializer<TJson>().Serialize(answer, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

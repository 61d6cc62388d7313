using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.SQSEvents;
using Amazon.Lambda.TestUtilities;
using Appointments.Domain;
using Appointments.Lambda.Http;
using Appointments.Lambda.Observing;
using Appointments.Lambda.Reconciling;
using Appointments.Lambda.Registering;
using Appointments.Tests.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace Appointments.Tests.Lambda;

/// <summary>The four functions of one region on tables in memory, with everything that they write out.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A stream in memory holds nothing to free.")]
internal sealed class Region
{
    public const string Name = "us-east-1";
    public const string DrillKeyId = "key-of-drills";
    private static readonly ImmutableArray<Country> Countries = [new("PE", "peru", "Perú"), new("CL", "chile", "Chile")];
    private readonly MemoryStream output = new();
    private readonly OutputLines lines;
    private readonly ListPlaces places = new(1);

    public Region(IAppointmentLedger? ledger = null)
    {
        lines = new OutputLines(output);
        Ledger = ledger ?? Table;
        Metrics = new EmfMetrics(lines, Clock, "register-peru");
        Log = new JsonLog(lines, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(AppointmentBuilder.Noon);

    public Replica Table { get; } = new(Name, () => 0);

    public IAppointmentLedger Ledger { get; }

    public QuarantineInMemory Quarantine { get; } = new();

    public EmfMetrics Metrics { get; }

    public JsonLog Log { get; }

    /// <summary>Everything written so far: the log and the metrics.</summary>
    public string Written => Encoding.UTF8.GetString(output.ToArray());

    public ImmutableArray<JsonElement> Lines => [.. Written.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public RegisterAppointmentsFunction Register =>
        new(new RegistrationInbox(new Registrar(Ledger, Quarantine, Metrics, Clock, new RegistrationRules(Countries, places, Name)), Name, DrillKeyId), Log);

    public ChangeStatusFunction Change => new(new StatusChanger(Ledger, Metrics, Clock, places, Name), Log, DrillKeyId);

    public ReconcileReplicasFunction Reconcile => new(new ReplicaReconciler(Ledger, Quarantine, Metrics, Clock, places, Name), Log);

    public static TestLambdaContext Context { get; } = new() { AwsRequestId = "invocation-1", RemainingTime = TimeSpan.FromSeconds(20) };

    public ListAppointmentsFunction List(IAppointmentLists lists) => new(lists, new AppointmentReader(Ledger, Quarantine), Countries, Log);

    public static SQSEvent.SQSMessage Message(string messageId, string group, string body) => new()
    {
        MessageId = messageId,
        Body = body,
        Attributes = new() { ["MessageGroupId"] = group },
        MessageAttributes = new()
        {
            ["region"] = new() { StringValue = Name, DataType = "String" },
            ["requestId"] = new() { StringValue = $"request-{messageId}", DataType = "String" },
            ["acceptedAt"] = new() { StringValue = "1795536000000", DataType = "Number" }, // 2026-11-24T16:00:00Z
        },
    };

    public static string Registration(string id, string? schedule = null) =>
        schedule is null ? $$"""{"appointmentId":"{{id}}","country":"PE","status":"requested"}""" : $$"""{"appointmentId":"{{id}}","country":"PE","schedule":"{{schedule}}","status":"requested"}""";

    public static APIGatewayProxyRequest Post(string? body, string? contentType = "application/json") => new()
    {
        Resource = "/change-status",
        HttpMethod = "POST",
        Headers = contentType is null ? null : new Dictionary<string, string> { ["content-type"] = contentType },
        Body = body,
        RequestContext = new() { RequestId = "request-1" },
    };

    public static APIGatewayProxyRequest Get(params (string Name, string Value)[] query) => new()
    {
        Resource = "/appointments",
        HttpMethod = "GET",
        MultiValueQueryStringParameters = query.Length == 0 ? null : query.GroupBy(parameter => parameter.Name).ToDictionary(same => same.Key, IList<string> (same) => [.. same.Select(parameter => parameter.Value)]),
        RequestContext = new() { RequestId = "request-1" },
    };

    public static APIGatewayProxyRequest GetOne(string id) => new()
    {
        Resource = "/appointments/{appointmentId}",
        HttpMethod = "GET",
        PathParameters = new Dictionary<string, string> { ["appointmentId"] = id },
        RequestContext = new() { RequestId = "request-1" },
    };
}

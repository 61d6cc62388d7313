using System.Collections.Immutable;
using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Amazon.SQS;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Domain.Draining;
using Appointments.DynamoDb;
using Appointments.DynamoDb.Draining;
using Appointments.Lambda.DeadLetters;
using Appointments.Lambda.Draining;
using Appointments.Lambda.Http;
using Appointments.Lambda.Observing;
using Appointments.Lambda.Reconciling;
using Appointments.Lambda.Registering;
using Appointments.Sqs;

namespace Appointments.Lambda;

/// <summary>Puts one function together from its settings: the only place that knows every class.</summary>
internal sealed class AppointmentsFunction
{
    private readonly FunctionSettings settings;
    private readonly IAmazonDynamoDB dynamoDb;
    private readonly DynamoAppointmentLedger ledger;
    private readonly DynamoQuarantine quarantine;
    private readonly ListPlaces places;
    private readonly EmfMetrics metrics;
    private readonly JsonLog log;
    private readonly TimeProvider clock = TimeProvider.System;

    private AppointmentsFunction(FunctionSettings settings, IAmazonDynamoDB dynamoDb, OutputLines output)
    {
        this.settings = settings;
        this.dynamoDb = dynamoDb;
        ledger = new DynamoAppointmentLedger(dynamoDb, settings.AppointmentsTable);
        quarantine = new DynamoQuarantine(dynamoDb, settings.QuarantineTable);
        places = new ListPlaces(settings.ListShards);
        metrics = new EmfMetrics(output, clock, settings.FunctionName);
        log = new JsonLog(output, clock);
    }

    /// <summary>The function that the settings name, ready to run until its process is ended.</summary>
    /// <exception cref="InvalidOperationException">The handler is none of ours.</exception>
    public static LambdaBootstrap Of(FunctionSettings settings, OutputLines output)
    {
        var function = new AppointmentsFunction(settings, new AmazonDynamoDBClient(DynamoDbConnection.Config(settings.Region)), output);
        return settings.Handler switch
        {
            FunctionNames.RegisterAppointments => function.Register(),
            FunctionNames.ChangeStatus => function.ChangeStatus(),
            FunctionNames.ListAppointments => function.ListAppointments(),
            FunctionNames.ReconcileReplicas => function.ReconcileReplicas(),
            FunctionNames.ProcessDeadLetters => function.ProcessDeadLetters(),
            FunctionNames.DrainRegion => function.DrainRegion(),
            _ => throw new InvalidOperationException($"{EnvironmentNames.Handler} is '{settings.Handler}', expected one of {FunctionNames.RegisterAppointments}, "
                + $"{FunctionNames.ChangeStatus}, {FunctionNames.ListAppointments}, {FunctionNames.ReconcileReplicas}, {FunctionNames.ProcessDeadLetters}, {FunctionNames.DrainRegion}. It is the function's Handler setting."),
        };
    }

    private LambdaBootstrap Register()
    {
        var registrar = new Registrar(ledger, quarantine, metrics, clock, new RegistrationRules(settings.Countries, places, settings.Region));
        return Run<SQSEvent, SQSBatchResponse>(new RegisterAppointmentsFunction(new RegistrationInbox(registrar, settings.Region, settings.DrillKeyId), log).HandleAsync, new SourceGeneratorLambdaJsonSerializer<RegistrationJson>());
    }

    private LambdaBootstrap ProcessDeadLetters()
    {
        var queue = new SqsRegistrationQueue(new AmazonSQSClient(SqsConnection.Config(settings.Region)), settings.RegistrationsQueue
            ?? throw new InvalidOperationException($"{EnvironmentNames.RegistrationsQueue} is not set. The deployment sets it; deploy again."));
        var processor = new DeadLetterProcessor(queue, quarantine, metrics, clock, new RegistrationRules(settings.Countries, places, settings.Region));
        return Run<SQSEvent, SQSBatchResponse>(new ProcessDeadLettersFunction(processor, settings.Region, log, settings.DrillKeyId).HandleAsync, new SourceGeneratorLambdaJsonSerializer<RegistrationJson>());
    }

    private LambdaBootstrap ChangeStatus() =>
        Run<APIGatewayProxyRequest, APIGatewayProxyResponse>(new ChangeStatusFunction(new StatusChanger(ledger, metrics, clock, places, settings.Region), log, settings.DrillKeyId).HandleAsync, new SourceGeneratorLambdaJsonSerializer<ProxyJson>());

    private LambdaBootstrap ListAppointments()
    {
        var lists = new DynamoAppointmentLists(dynamoDb, settings.AppointmentsTable, places);
        return Run<APIGatewayProxyRequest, APIGatewayProxyResponse>(new ListAppointmentsFunction(lists, new AppointmentReader(ledger, quarantine), settings.Countries, log).HandleAsync, new SourceGeneratorLambdaJsonSerializer<ProxyJson>());
    }

    private LambdaBootstrap ReconcileReplicas()
    {
        var reconciler = new ReplicaReconciler(ledger, quarantine, metrics, clock, places, settings.Region);
        return Run<DynamoDBEvent, StreamsEventResponse>(new ReconcileReplicasFunction(reconciler, log).HandleAsync, new SourceGeneratorLambdaJsonSerializer<StreamJson>());
    }

    private LambdaBootstrap DrainRegion()
    {
        var draining = settings.Draining!; // read where the handler is this one
        var clients = draining.Regions.Select(region => (region, region == settings.Region ? dynamoDb : new AmazonDynamoDBClient(DynamoDbConnection.Config(region)))).ToImmutableArray();
        var drain = new AutoDrain(
            new DynamoAlarmNotes(dynamoDb, draining.RegionsTable, settings.Region), new DynamoRegionTables(clients, draining.RegionsTable, draining.Arbiter),
            new HealthRequest(new HttpClient(), draining.Health), metrics, clock, new AutoDrainDuty(settings.Region, draining.Watched, draining.DryRun));
        return Run<SnsEvent, DrainReply>(new DrainRegionFunction(drain, log).HandleAsync, new SourceGeneratorLambdaJsonSerializer<DrainJson>());
    }

    private LambdaBootstrap Run<TEvent, TAnswer>(Func<TEvent, ILambdaContext, Task<TAnswer>> handler, ILambdaSerializer serializer)
    {
        async Task<TAnswer> Counted(TEvent input, ILambdaContext context)
        {
            try
            {
                return await handler(input, context);
            }
            finally
            {
                metrics.Flush(); // once an invocation, also of one that fails
            }
        }

        return LambdaBootstrapBuilder.Create((Func<TEvent, ILambdaContext, Task<TAnswer>>)Counted, serializer).Build();
    }
}

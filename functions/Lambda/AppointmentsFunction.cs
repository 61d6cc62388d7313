using Amazon.DynamoDBv2;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.DynamoDb;
using Appointments.Lambda.Http;
using Appointments.Lambda.Observing;
using Appointments.Lambda.Reconciling;
using Appointments.Lambda.Registering;

namespace Appointments.Lambda;

/// <summary>Puts one function together from its settings: the only place that knows every class.</summary>
internal static class AppointmentsFunction
{
    /// <exception cref="InvalidOperationException">The handler is none of ours.</exception>
    public static LambdaBootstrap Of(FunctionSettings settings, OutputLines output)
    {
        var dynamoDb = new AmazonDynamoDBClient(DynamoDbConnection.Config(settings.Region));
        var ledger = new DynamoAppointmentLedger(dynamoDb, settings.AppointmentsTable);
        var quarantine = new DynamoQuarantine(dynamoDb, settings.QuarantineTable);
        var places = new ListPlaces(settings.ListShards);
        var clock = TimeProvider.System;
        var metrics = new EmfMetrics(output, clock, settings.FunctionName);
        var log = new JsonLog(output, clock);

        switch (settings.Handler)
        {
            case FunctionNames.RegisterAppointments:
                var rules = new RegistrationRules(settings.Countries, places, settings.Region);
                var register = new RegisterAppointmentsFunction(new RegistrationInbox(new Registrar(ledger, quarantine, metrics, clock, rules), settings.Region), log);
                return Run(Counting<Amazon.Lambda.SQSEvents.SQSEvent, Amazon.Lambda.SQSEvents.SQSBatchResponse>(metrics, register.HandleAsync), new SourceGeneratorLambdaJsonSerializer<RegistrationJson>());
            case FunctionNames.ChangeStatus:
                var change = new ChangeStatusFunction(new StatusChanger(ledger, metrics, clock, places, settings.Region), log);
                return Run(Counting<APIGatewayProxyRequest, APIGatewayProxyResponse>(metrics, change.HandleAsync), new SourceGeneratorLambdaJsonSerializer<ProxyJson>());
            case FunctionNames.ListAppointments:
                var list = new ListAppointmentsFunction(new DynamoAppointmentLists(dynamoDb, settings.AppointmentsTable, places), new AppointmentReader(ledger, quarantine), settings.Countries, log);
                return Run(Counting<APIGatewayProxyRequest, APIGatewayProxyResponse>(metrics, list.HandleAsync), new SourceGeneratorLambdaJsonSerializer<ProxyJson>());
            case FunctionNames.ReconcileReplicas:
                var reconcile = new ReconcileReplicasFunction(new ReplicaReconciler(ledger, quarantine, metrics, clock, places, settings.Region), log);
                return Run(Counting<Amazon.Lambda.DynamoDBEvents.DynamoDBEvent, Amazon.Lambda.DynamoDBEvents.StreamsEventResponse>(metrics, reconcile.HandleAsync), new SourceGeneratorLambdaJsonSerializer<StreamJson>());
            default:
                throw new InvalidOperationException($"{EnvironmentNames.Handler} is '{settings.Handler}', expected one of {FunctionNames.RegisterAppointments}, "
                    + $"{FunctionNames.ChangeStatus}, {FunctionNames.ListAppointments}, {FunctionNames.ReconcileReplicas}. It is the function's Handler setting.");
        }
    }

    private static LambdaBootstrap Run<TEvent, TAnswer>(Func<TEvent, ILambdaContext, Task<TAnswer>> handler, ILambdaSerializer serializer) =>
        LambdaBootstrapBuilder.Create(handler, serializer).Build();

    /// <summary>What was counted is written once an invocation, also of one that fails.</summary>
    private static Func<TEvent, ILambdaContext, Task<TAnswer>> Counting<TEvent, TAnswer>(EmfMetrics metrics, Func<TEvent, ILambdaContext, Task<TAnswer>> handler) => async (input, context) =>
    {
        try
        {
            return await handler(input, context);
        }
        finally
        {
            metrics.Flush();
        }
    };
}

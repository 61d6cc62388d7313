using System.Text.Json;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.SQSEvents;
using Appointments.Domain;
using Moq;

namespace Appointments.Tests.Lambda;

public sealed class ObservingTests
{
    private const string Marked = "Rosa-Quispe-DNI-40404040";

    [Fact]
    public async Task Log_HoldsNothingOfAPatient_WhateverAClientSendsAndHoweverItFails()
    {
        var ledger = new Mock<IAppointmentLedger>(MockBehavior.Strict);
        ledger.Setup(port => port.AddRequestedAsync(It.IsAny<LedgerRow>(), It.IsAny<CancellationToken>())).ThrowsAsync(new FormatException($"'{Marked}' is no date.", new JsonException(Marked)));
        ledger.Setup(port => port.ReadAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException(Marked));
        var region = new Region(ledger.Object);
        string[] bodies = [Marked, $$"""{"{{Marked}}":"{{Marked}}"}""", $$"""{"appointmentId":"{{Marked}} ","country":"{{Marked}}","status":"{{Marked}}"}""", Region.Registration("id-1")];
        var lists = new Mock<IAppointmentLists>(MockBehavior.Strict);

        var batch = await region.Register.HandleAsync(new SQSEvent { Records = [.. bodies.Select((body, number) => Region.Message($"m{number}", "g", body))] }, Region.Context);
        var answers = new List<int>();
        foreach (var body in bodies)
            answers.Add((await region.Change.HandleAsync(Region.Post(body), Region.Context)).StatusCode);
        answers.Add((await region.Change.HandleAsync(Region.Post("""{"appointmentId":"id-1","status":"confirmed"}"""), Region.Context)).StatusCode);
        answers.Add((await region.List(lists.Object).HandleAsync(Region.Get(("name", Marked), (Marked, "x"), ("cursor", Marked)), Region.Context)).StatusCode);
        await region.Reconcile.HandleAsync(new DynamoDBEvent { Records = [new() { Dynamodb = new() { SequenceNumber = "1", NewImage = new() { ["appointment_id"] = new() { S = "id-1" }, ["reason"] = new() { S = Marked } } } }] }, Region.Context);

        Assert.Single(batch.BatchItemFailures);
        Assert.Equal([400, 400, 400, 400, 500, 400], answers);
        Assert.Equal(3, region.Quarantine.Entries.Length);
        Assert.True(region.Lines.Length >= 10, "The log is there to be searched.");
        Assert.DoesNotContain("Quispe", region.Written, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("40404040", region.Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_TellsWhatFailed_WhenADependencyDoes()
    {
        var ledger = new Mock<IAppointmentLedger>(MockBehavior.Strict);
        ledger.Setup(port => port.AddRequestedAsync(It.IsAny<LedgerRow>(), It.IsAny<CancellationToken>())).ThrowsAsync(new TimeoutException("The table is silent."));
        var region = new Region(ledger.Object);

        await region.Register.HandleAsync(new SQSEvent { Records = [Region.Message("m1", "g", Region.Registration("id-1"))] }, Region.Context);

        var entry = Assert.Single(region.Lines);
        Assert.Equal(["Error", "RegistrationFailed", "m1", "invocation-1", "System.TimeoutException", "The table is silent."],
            ((string[])["level", "event", "messageId", "requestId", "errorType", "errorMessage"]).Select(name => entry.GetProperty(name).GetString()));
    }

    [Fact]
    public void Metrics_AreOneLineInTheEmbeddedMetricFormat_AndThenForgotten()
    {
        var region = new Region();
        region.Metrics.Count(Counted.AppointmentRegistered);
        region.Metrics.Count(Counted.AppointmentRegistered);
        region.Metrics.Count(Counted.Quarantined);

        region.Metrics.Flush();
        region.Metrics.Flush();

        Assert.Equal("""
            {"_aws":{"Timestamp":1795521600000,"CloudWatchMetrics":[{"Namespace":"Appointments","Dimensions":[["FunctionName"]],"Metrics":[{"Name":"AppointmentsRegistered","Unit":"Count"},{"Name":"Quarantined","Unit":"Count"}]}]},"FunctionName":"register-peru","AppointmentsRegistered":2,"Quarantined":1}

            """, region.Written);
    }

    [Fact]
    public void Metrics_HaveANameEach()
    {
        var region = new Region();

        foreach (var what in Enum.GetValues<Counted>())
            region.Metrics.Count(what);
        region.Metrics.Flush();

        Assert.Equal(Enum.GetValues<Counted>().Length, Assert.Single(region.Lines).EnumerateObject().Count(member => member.Value.ValueKind == JsonValueKind.Number));
    }
}

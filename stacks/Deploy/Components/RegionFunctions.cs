using System.Collections.Immutable;
using System.Text.Json;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Plan;
using Pulumi;

namespace Appointments.Deploy.Components;

/// <summary>What every function of a region shares: code, size, the tables' names, the countries, the key of the queues.</summary>
/// <param name="DataKeyArn">The region's data key; null where there is none.</param>
/// <param name="DrillKeyId">The id of the key of drills in this region; null where there is none.</param>
public sealed record RegionFunctions(DeploymentSettings Deployment, Archive Code, GlobalTables Tables, Output<string>? DataKeyArn, Output<string>? DrillKeyId)
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public FunctionSettings Settings => Deployment.Functions;

    /// <param name="handler">From Contract's FunctionNames.</param>
    /// <param name="countries">Those that the function must know: the fewer, the less a new country changes.</param>
    public AppointmentsFunctionArgs For(string handler, IEnumerable<Country> countries, ImmutableArray<Output<Grant>> grants) =>
        new(handler, Settings, Deployment.LogRetentionDays, Deployment.Watching.Tracing, Code, Environment(handler, countries), grants) { ReservedConcurrency = Deployment.Performance.ReservedConcurrency };

    private InputMap<string> Environment(string handler, IEnumerable<Country> countries)
    {
        var variables = new InputMap<string>
        {
            { EnvironmentNames.AppointmentsTable, Tables.AppointmentsTableName },
            { EnvironmentNames.QuarantineTable, Tables.QuarantineTableName },
            { EnvironmentNames.Countries, JsonSerializer.Serialize(countries, CamelCase) },
            { EnvironmentNames.ListShards, $"{Deployment.ListShards}" },
        };
        // Those that decide about what a client asks to be written.
        if (DrillKeyId is not null && handler is (FunctionNames.RegisterAppointments or FunctionNames.ProcessDeadLetters or FunctionNames.ChangeStatus))
            variables.Add(EnvironmentNames.DrillApiKeyId, DrillKeyId);
        return variables;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Lambda.Draining;

namespace Appointments.Lambda;

/// <summary>What the deployment and Lambda tell a function through its environment. Read once, at start.</summary>
/// <param name="Handler">Which function it is: one of <see cref="FunctionNames"/>.</param>
/// <param name="RegistrationsQueue">The URL of the queue that dead letters go back to; null for every other function.</param>
/// <param name="DrillKeyId">The id of the API key of drills in this region; null where there is none.</param>
/// <param name="Countries">Those that the function must know; none for functions that need none.</param>
public sealed record FunctionSettings(
    string Handler, string FunctionName, string Region, string AppointmentsTable, string QuarantineTable, ImmutableArray<Country> Countries, int ListShards,
    string? RegistrationsQueue = null, string? DrillKeyId = null)
{
    /// <summary>What only DrainRegion needs; null for every other function.</summary>
    public DrainSettings? Draining { get; init; }

    /// <exception cref="InvalidOperationException">Variables are missing or wrong; the message names them all. The deployment sets them.</exception>
    public static FunctionSettings Read(Func<string, string?> variable)
    {
        List<string> problems = [];
        string Text(string name)
        {
            if (variable(name) is { Length: > 0 } text)
                return text;
            problems.Add($"{name} is not set");
            return "";
        }

        var shards = Text(EnvironmentNames.ListShards);
        if (!int.TryParse(shards, out var listShards) || listShards < 1)
            problems.Add($"{EnvironmentNames.ListShards} is '{shards}', expected a whole number from 1");
        var settings = new FunctionSettings(
            Text(EnvironmentNames.Handler), Text(EnvironmentNames.FunctionName), Text(EnvironmentNames.Region), Text(EnvironmentNames.AppointmentsTable),
            Text(EnvironmentNames.QuarantineTable), CountriesOf(Text(EnvironmentNames.Countries), problems), listShards,
            variable(EnvironmentNames.RegistrationsQueue), variable(EnvironmentNames.DrillApiKeyId) is { Length: > 0 } drill ? drill : null)
        {
            Draining = variable(EnvironmentNames.Handler) is FunctionNames.DrainRegion ? DrainSettings.Read(Text, problems) : null,
        };
        return problems is [] ? settings
            : throw new InvalidOperationException($"The function's environment is not complete: {string.Join("; ", problems)}. The deployment sets it; deploy again.");
    }

    private static ImmutableArray<Country> CountriesOf(string json, List<string> problems)
    {
        try
        {
            return [.. JsonSerializer.Deserialize(json, SettingsJson.Default.CountryArray) ?? []];
        }
        catch (JsonException e)
        {
            problems.Add($"{EnvironmentNames.Countries} is not a JSON array of countries ({e.Message})");
            return [];
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Country[]))]
internal sealed partial class SettingsJson : JsonSerializerContext;

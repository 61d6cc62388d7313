using System.Collections.Immutable;
using System.Text.Json;
using Appointments.Domain;
using Appointments.Plan;

namespace Appointments.Aws;

/// <summary>Reads a deployment off its stack's outputs.</summary>
/// <param name="source">Where they came from, for messages.</param>
public sealed class StackOutputsReader(string source)
{
    /// <param name="json">As <c>pulumi stack output --json</c> writes them.</param>
    /// <exception cref="StackOutputsException">Something is missing; the message says what.</exception>
    public DeployedStack Read(string json)
    {
        JsonElement outputs;
        try { outputs = JsonElement.Parse(json); }
        catch (JsonException problem) { throw new StackOutputsException($"{source} is not JSON ({problem.Message}): expected what pulumi stack output --json writes."); }
        return Read(outputs);
    }

    private DeployedStack Read(JsonElement outputs)
    {
        var (functions, templates) = (Of(outputs, StackOutputs.Functions), Of(outputs, StackOutputs.FaultTemplates));
        var (urls, watchers, queues, tables) = (Of(outputs, StackOutputs.RegionUrls), Of(outputs, StackOutputs.Watchers), Of(outputs, StackOutputs.Queues), Of(outputs, StackOutputs.Tables));
        return new DeployedStack(
            Address(outputs, StackOutputs.Url),
            Address(outputs, StackOutputs.OriginUrl),
            TimeSpan.FromSeconds(Of(outputs, StackOutputs.SettlesWithinSeconds).GetDouble()),
            new DeployedTables(Text(tables, StackOutputs.Appointments), Text(tables, StackOutputs.Quarantine), Text(tables, StackOutputs.Regions)),
            [.. Of(outputs, StackOutputs.Countries).EnumerateObject().Select(country => new Country(country.Name, Text(country.Value, StackOutputs.CountryPath), Text(country.Value, StackOutputs.CountryName)))],
            [.. Of(outputs, StackOutputs.RegionNames).EnumerateArray().Select(name => name.GetString()!).Select(region => new DeployedRegion(
                region, Text(watchers, region), Address(urls, region), Of(queues, region).EnumerateObject().ToImmutableSortedDictionary(country => country.Name, country => Queue(country.Value)), Endpoints(outputs, region))
            {
                Functions = [.. Of(functions, region).EnumerateArray().Select(name => name.GetString()!)],
                FaultTemplates = Of(templates, region).EnumerateObject().ToImmutableDictionary(fault => fault.Name, fault => fault.Value.GetString()!),
            })])
        {
            ReservedConcurrency = Of(outputs, StackOutputs.ReservedConcurrency).GetInt32(),
        };
    }

    private DeployedQueue Queue(JsonElement queue) => new(Address(queue, StackOutputs.QueueUrl), Address(queue, StackOutputs.DeadLettersUrl));

    /// <returns>Null: AWS's own. No deployment puts this out; who lets emulators stand for a region adds it.</returns>
    private RegionEndpoints? Endpoints(JsonElement outputs, string region) => outputs.TryGetProperty(StackOutputs.Endpoints, out var all)
        ? new RegionEndpoints(Address(Of(all, region), StackOutputs.DynamoDbEndpoint), Address(Of(all, region), StackOutputs.SqsEndpoint))
        : null;

    private Uri Address(JsonElement outputs, string name) => new(Text(outputs, name), UriKind.Absolute);

    private string Text(JsonElement outputs, string name) => Of(outputs, name).GetString()!;

    private JsonElement Of(JsonElement outputs, string name) => outputs.ValueKind is JsonValueKind.Object && outputs.TryGetProperty(name, out var value) ? value
        : throw new StackOutputsException($"{source} lacks {name}: expected the outputs of a stack that this version deployed. Write them anew: pulumi stack output --json --stack STACK > FILE.");
}

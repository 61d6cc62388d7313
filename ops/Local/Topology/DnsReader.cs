using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Appointments.Plan;

namespace Appointments.Local.Topology;

/// <summary>Reads names, health checks and records off the resource graph.</summary>
public sealed class DnsReader(ResourceGraph graph)
{
    private const string Calculated = "CALCULATED";

    /// <exception cref="InvalidDataException">The graph has no name that several regions share, or something that the local router does not emulate.</exception>
    public DnsTopology Read()
    {
        var names = graph.OfType("aws:apigateway/basePathMapping:BasePathMapping").Select(DomainName).ToImmutableArray();
        var checks = graph.OfType("aws:route53/healthCheck:HealthCheck").ToLookup(check => Text(check, "type"));
        if (checks.FirstOrDefault(kind => kind.Key is not (Calculated or "HTTPS")) is { } unknown)
            throw new InvalidDataException($"The health check {unknown.First().Name} is of type {unknown.Key}: the local router has HTTPS and {Calculated}.");
        return new DnsTopology(
            names.GroupBy(name => name.Domain).FirstOrDefault(name => name.Select(each => each.Region).Distinct().Count() > 1)?.Key
                ?? throw new InvalidDataException("No domain name in the graph is that of several regions: expected one that the edge asks for."),
            [.. checks["HTTPS"].Select(EndpointCheck)],
            [.. checks[Calculated].Select(CalculatedCheck)],
            [.. graph.OfType("aws:route53/record:Record").Where(record => Text(record, "type") == "CNAME").Select(Record)],
            names);
    }

    private DomainNameSpec DomainName(GraphResource mapping)
    {
        var domain = graph.OfType("aws:apigateway/domainName:DomainName").Single(name => name.Region == mapping.Region && Text(name, "domainName") == Text(mapping, "domainName"));
        return new DomainNameSpec(Text(domain, "domainName"), domain.Outputs["regionalDomainName"]!.ToString(), domain.Region!, mapping.Inputs["basePath"]?.ToString() ?? "");
    }

    private static EndpointCheckSpec EndpointCheck(GraphResource check) => new(
        check.Outputs["id"]!.ToString(), check.Name, Text(check, "fqdn"), Text(check, "resourcePath"),
        check.Inputs["invertHealthcheck"]?.GetValue<bool>() ?? false,
        TimeSpan.FromSeconds(check.Inputs["requestInterval"]!.GetValue<int>()),
        check.Inputs["failureThreshold"]!.GetValue<int>());

    private static CalculatedCheckSpec CalculatedCheck(GraphResource check) => new(
        check.Outputs["id"]!.ToString(), check.Name, [.. check.Inputs["childHealthchecks"]!.AsArray().Select(id => id!.ToString())], check.Inputs["childHealthThreshold"]!.GetValue<int>());

    private static RecordSpec Record(GraphResource record) => new(
        record.Outputs["fqdn"]!.ToString(), record.Inputs["records"]![0]!.ToString(), TimeSpan.FromSeconds(record.Inputs["ttl"]!.GetValue<int>()),
        record.Inputs["healthCheckId"]?.ToString(), Choice(record.Inputs));

    private static RecordChoice Choice(JsonObject record) =>
        record["latencyRoutingPolicies"]?[0] is { } latency ? new RecordChoice.Nearest(latency["region"]!.ToString())
        : record["geoproximityRoutingPolicy"] is { } proximity ? new RecordChoice.Nearest(proximity["awsRegion"]!.ToString())
        : record["geolocationRoutingPolicies"]?[0] is { } place ? new RecordChoice.Place((place["continent"] ?? place["country"])!.ToString())
        : record["failoverRoutingPolicies"]?[0] is { } failover ? new RecordChoice.Failover(failover["type"]!.ToString() == "PRIMARY")
        : record.Any(input => input.Key.Contains("Routing")) ? throw new InvalidDataException($"A record has a routing policy that the local router does not emulate: {record.ToJsonString()}")
        : new RecordChoice.Always();

    private static string Text(GraphResource resource, string input) =>
        resource.Inputs[input]?.ToString() ?? throw new InvalidDataException($"The graph lacks {input} of {resource.Name} where the local router needs it.");
}

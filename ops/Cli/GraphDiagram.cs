using System.Collections.Immutable;
using System.Text;
using Appointments.Plan;

namespace Appointments.Cli;

/// <summary>The graph as a Mermaid flowchart that a person can read: regions, in them capabilities, in those one box for the resources of a kind; an arrow goes from what uses to what is used.</summary>
internal sealed class GraphDiagram
{
    /// <summary>What only makes the others work, or watches them. It is not drawn; what it connects is connected.</summary>
    private static readonly ImmutableArray<string> Plumbing =
    [
        "pulumi:", "aws:iam/", "aws:cloudwatch/logGroup", "aws:cloudwatch/logMetricFilter", "aws:cloudwatch/metricAlarm", "aws:cloudwatch/compositeAlarm", "aws:cloudwatch/dashboard", "aws:sns/", "aws:kms/", "aws:lambda/permission", "aws:sqs/redriveAllowPolicy", "aws:acm/certificateValidation",
        "aws:apigateway/account", "aws:apigateway/deployment", "aws:apigateway/stage", "aws:apigateway/usagePlan", "aws:apigateway/apiKey", "aws:apigateway/basePathMapping",
        "aws:cloudwatch/logDelivery", "aws:wafv2/webAclLoggingConfiguration", "aws:cloudfront/cachePolicy", "aws:cloudfront/responseHeadersPolicy",
    ];

    private const string Mapping = "aws:lambda/eventSourceMapping:EventSourceMapping";

    private readonly ResourceGraph graph;
    private readonly Dictionary<string, GraphResource> byUrn;
    private readonly ImmutableArray<Box> boxes;
    private readonly Dictionary<string, Box> boxOf;

    public GraphDiagram(ResourceGraph graph)
    {
        this.graph = graph;
        byUrn = graph.Resources.ToDictionary(resource => resource.Urn);
        boxes = [.. graph.Resources.Where(IsDrawn).GroupBy(resource => (resource.Parent, resource.Type, Region: RegionOf(resource)))
            .OrderBy(group => group.Key.Region, StringComparer.Ordinal).ThenBy(group => group.First().Name, StringComparer.Ordinal)
            .Select(group => new Box(group.Key.Region, CapabilityOf(group.First()), group.Key.Type, [.. group.OrderBy(resource => resource.Name, StringComparer.Ordinal)]))];
        boxOf = boxes.SelectMany(box => box.Resources, (box, resource) => (resource.Urn, box)).ToDictionary(pair => pair.Urn, pair => pair.box);
    }

    public string Write()
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (var region in boxes.GroupBy(box => box.Region))
        {
            text.Append($"  subgraph {region.Key}\n");
            foreach (var capability in region.GroupBy(box => box.Capability))
                Write(text, capability.Key, [.. capability]);
            text.Append("  end\n");
        }
        foreach (var arrow in Arrows())
            text.Append($"  {arrow}\n");
        return text.ToString();
    }

    private static void Write(StringBuilder text, string capability, Box[] inside)
    {
        var framed = inside.Length > 1; // a frame around one box says nothing
        if (framed)
            text.Append($"    subgraph {inside[0].Id}_of[\"{Within(inside[0].Region, capability)}\"]\n");
        foreach (var box in inside)
            text.Append($"{(framed ? "      " : "    ")}{box.Id}[\"{box.Label}\"]\n");
        if (framed)
            text.Append("    end\n");
    }

    private IEnumerable<string> Arrows()
    {
        var reads = graph.Resources.Where(resource => resource.Type is Mapping).Select(mapping =>
            (Source: Holding(mapping.Inputs["eventSourceArn"]!.ToString()), Function: Holding(mapping.Inputs["functionName"]!.ToString()))).Distinct().ToArray();
        var uses = boxes.SelectMany(box => box.Resources.SelectMany(Reached).Distinct(), (from, to) => (From: from, To: to))
            .Where(arrow => arrow.From != arrow.To && !(arrow.To.Kind is "Queue" && reads.Contains((arrow.To, arrow.From)))); // what it may do to a queue that it reads is to read it
        return uses.Select(arrow => $"{arrow.From.Id} --> {arrow.To.Id}").Distinct().Concat(reads.Select(arrow => $"{arrow.Source.Id} == read by ==> {arrow.Function.Id}"));
    }

    /// <summary>The boxes that a resource depends on, straight or through plumbing.</summary>
    private IEnumerable<Box> Reached(GraphResource resource) => resource.DependsOn.SelectMany(urn =>
        boxOf.TryGetValue(urn, out var box) ? [box] : byUrn.TryGetValue(urn, out var hidden) ? Reached(hidden) : []);

    /// <summary>The box with the resource that has this ARN; a replica's and a stream's stand in its table.</summary>
    private Box Holding(string arn) => boxes.First(box => box.Resources.Any(resource => resource.Outputs.ToJsonString().Contains($"\"{arn}\"")));

    /// <summary>A name as it is said inside its region's frame.</summary>
    private static string Within(string region, string name) => name.StartsWith($"{region}-") ? name[(region.Length + 1)..] : name;

    private static bool IsDrawn(GraphResource resource) =>
        resource.Type.StartsWith("aws:") && resource.Type is not Mapping && !resource.Read && !Plumbing.Any(resource.Type.StartsWith);

    private static string RegionOf(GraphResource resource) => resource.Name.StartsWith(Names.Global) ? Names.Global : resource.Region ?? Names.Global;

    /// <summary>The outermost component but for the region itself.</summary>
    private string CapabilityOf(GraphResource resource)
    {
        var chain = new List<GraphResource>();
        for (var parent = resource.Parent; parent is not null && byUrn.TryGetValue(parent, out var component); parent = component.Parent)
            chain.Add(component);
        return (chain.LastOrDefault(component => component.Type is not "appointments:region:Region") ?? resource).Name;
    }

    private sealed record Box(string Region, string Capability, string Type, ImmutableArray<GraphResource> Resources)
    {
        private const int Listed = 4;

        /// <summary>From names, not a number: a new box must not change the lines of the others.</summary>
        public string Id => $"{Resources[0].Name}-{Kind}".Replace('-', '_').Replace('.', '_');

        public string Kind => Type.Split(':')[^1];

        public string Label => $"<b>{Kind}</b><br/>{string.Join("<br/>", Resources.Take(Listed).Select(resource => Within(Region, resource.Name)))}{(Resources.Length > Listed ? $"<br/>and {Resources.Length - Listed} more" : "")}";
    }
}

using System.Collections.Immutable;
using Appointments.Deploy;
using Appointments.Plan;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Appointments.Graph;

/// <summary>Runs the Pulumi program on recording mocks and turns what it declared into a graph.</summary>
public static class GraphRecorder
{
    /// <summary>Where <c>pulumi up</c> has the functions published, from the repository's root.</summary>
    public const string CodePath = "artifacts/functions";

    /// <exception cref="SettingsException">Some settings are wrong; all are named.</exception>
    /// <exception cref="RunException">The program failed; the message has its exception.</exception>
    public static async Task<ResourceGraph> RecordAsync(StackConfiguration configuration)
    {
        var settings = configuration.ToSettings();
        var mocks = new RecordingMocks();
        var recording = new Recording(configuration, settings);
        await Deployment.TestWithServiceProviderAsync<RecordedStack>(mocks, recording,
            new TestOptions { ProjectName = configuration.Project, StackName = configuration.Stack, IsPreview = false });
        return await BuildAsync(configuration, mocks, recording);
    }

    private static async Task<ResourceGraph> BuildAsync(StackConfiguration configuration, RecordingMocks mocks, Recording recording)
    {
        var declarations = recording.Declarations;
        var wire = new WireValue([.. configuration.Secrets], CodePath);
        var parents = declarations.ToDictionary(declaration => declaration.Resource, declaration => declaration.Options.Parent);
        string? Urn(Resource? resource) => resource is null or Stack ? null
            : $"urn:pulumi:{configuration.Stack}::{configuration.Project}::{TypeChain(resource, parents)}::{resource.GetResourceName()}";
        var resources = new List<GraphResource>();
        foreach (var declaration in declarations.Where(declaration => declaration.Resource is not Stack))
        {
            var registration = mocks.Of(declaration.Type, declaration.Name);
            var dependencies = await declaration.DependenciesAsync();
            resources.Add(new GraphResource(
                Urn(declaration.Resource)!, declaration.Type, declaration.Name, Urn(declaration.Options.Parent), registration.Provider,
                IsGlobal(declaration.Type) ? null : registration.Region,
                [.. dependencies.Select(Urn).OfType<string>().Order(StringComparer.Ordinal)],
                wire.Object(registration.Inputs),
                wire.Object(declaration.Resource is ComponentResource ? await ComponentOutputsAsync(mocks, declaration) : registration.State.SetItem("id", registration.Id)))
                {
                    Protect = declaration.Options.Protect is true,
                    RetainOnDelete = declaration.Options.RetainOnDelete is true,
                });
        }
        resources.AddRange(mocks.Lookups.Select(lookup => new GraphResource( // an invoke has no URN of its own: this is the one that a resource of its name would have
            $"urn:pulumi:{configuration.Stack}::{configuration.Project}::{lookup.Type}::{lookup.Name}", lookup.Type, lookup.Name, null, lookup.Found.Provider,
            IsGlobal(lookup.Type) ? null : lookup.Found.Region, [], wire.Object(lookup.Found.Inputs), wire.Object(lookup.Found.State)) { Read = true }));
        var graph = new ResourceGraph(configuration.Project, configuration.Stack, [.. resources.OrderBy(resource => resource.Urn, StringComparer.Ordinal)]) { Outputs = wire.Object(await StackOutputsAsync(recording.Outputs)) };
        return GraphJson.Read(GraphJson.Write(graph)); // those who read it here and those who read the file see the same
    }

    /// <summary>A URN names the types of all ancestors but the stack. Mocks shorten it; <c>pulumi up --target</c> needs the whole.</summary>
    private static string TypeChain(Resource resource, Dictionary<Resource, Resource?> parents) =>
        parents.GetValueOrDefault(resource) is { } parent and not Stack ? $"{TypeChain(parent, parents)}${resource.GetResourceType()}" : resource.GetResourceType();

    /// <summary>IAM, Route 53, CloudFront, Shield and Budgets are one for all regions, whichever provider declares them, and so is who declares.</summary>
    private static bool IsGlobal(string type) => Global.Any(type.StartsWith);

    private static readonly string[] Global = ["aws:iam/", "aws:route53/", "aws:cloudfront/", "aws:shield/", "aws:budgets/", "aws:index/getCallerIdentity"];

    private static async Task<ImmutableDictionary<string, object>> ComponentOutputsAsync(RecordingMocks mocks, Declaration declaration)
    {
        var outputs = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, output) in mocks.ComponentOutputs(declaration.Type, declaration.Name))
            if (await OutputUtilities.GetValueAsync(output) is { } value)
                outputs[name] = value;
        return outputs.ToImmutable();
    }

    private static async Task<ImmutableDictionary<string, object>> StackOutputsAsync(IDictionary<string, object?> outputs)
    {
        var values = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, output) in outputs)
            values[name] = (Graph.Outputs.From(output!) is { } later ? await later.ValueAsync() : output)!;
        return values.ToImmutable();
    }

    /// <summary>Hands itself to the stack, which Pulumi makes through it, and keeps what the stack declares.</summary>
    private sealed class Recording(StackConfiguration configuration, DeploymentSettings settings) : IServiceProvider
    {
        private readonly List<Declaration> declarations = [];
        private readonly Lock sync = new();

        public IReadOnlyCollection<Declaration> Declarations => declarations;

        public StackConfiguration Configuration => configuration;

        public DeploymentSettings Settings => settings;

        public IDictionary<string, object?> Outputs { get; set; } = ImmutableDictionary<string, object?>.Empty;

        public object? GetService(Type serviceType) => serviceType == typeof(RecordedStack) ? new RecordedStack(this) : null;

        public ResourceTransformationResult? Keep(ResourceTransformationArgs args)
        {
            lock (sync)
                declarations.Add(new Declaration(args.Resource, args.Args, args.Options));
            return null;
        }
    }

    /// <summary>The old transformations, because they are the ones that mocks run.</summary>
    private sealed class RecordedStack : Stack
    {
        [Output("outputs")] public Output<ImmutableDictionary<string, object?>> Outputs { get; private set; }

        public RecordedStack(Recording recording) : base(new StackOptions { ResourceTransformations = { recording.Keep } }) =>
            Outputs = Output.Create((recording.Outputs = AppointmentsProgram.Declare(recording.Configuration.Stack, recording.Settings,
                setting => Output.CreateSecret(recording.Configuration.Get(setting.Key)!), new FileArchive(CodePath))).ToImmutableDictionary());
    }
}

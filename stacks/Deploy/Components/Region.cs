using System.Collections.Immutable;
using Appointments.Contract;
using Appointments.Deploy.Components.Watching;
using Appointments.Deploy.Components.Dns;
using Appointments.Deploy.Components.Draining;
using Appointments.Deploy.Components.Edge;
using Appointments.Deploy.Components.Faults;
using Appointments.Domain;
using Appointments.Plan;
using Pulumi;

namespace Appointments.Deploy.Components;

/// <param name="Name">The AWS region: that of the provider that comes down from the options.</param>
/// <param name="Secret">A secret setting to its value; the same in every region.</param>
/// <param name="CertificateArn">The region's certificate, not yet issued.</param>
/// <param name="Proof">The records that the certificate waits for.</param>
/// <param name="DataKeyArn">The region's data key; null where there is none.</param>
public sealed record RegionArgs(
    string Name,
    DeploymentSettings Settings,
    GlobalTables Tables,
    Archive Code,
    Func<Setting, Output<string>> Secret,
    Output<string> CertificateArn,
    InputList<string> Proof,
    Output<string>? DataKeyArn);

/// <summary>The whole system in one region. The same in each: what tells regions apart is in the arguments.</summary>
public sealed class Region : ComponentResource
{
    /// <summary>The stage's own address in this region.</summary>
    [Output] public Output<string> Url { get; private set; }

    /// <summary>What stands before the API.</summary>
    public RegionFirewall Firewall { get; }

    /// <summary>What the region is watched for.</summary>
    public RegionWatching Watching { get; }

    /// <summary>What drains the region that this one watches; null where that is off.</summary>
    public AutoDrain? AutoDrain { get; }

    /// <summary>What records may point to.</summary>
    public OriginNames OriginNames { get; }

    /// <summary>Country code to <see cref="StackOutputs.QueueUrl"/> and <see cref="StackOutputs.DeadLettersUrl"/>.</summary>
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> Queues { get; }

    /// <summary>The names of all of its functions.</summary>
    public Output<ImmutableArray<string>> Functions { get; }

    /// <summary>Fault to the FIS template that makes it; empty where there are none.</summary>
    public Output<ImmutableDictionary<string, string>> FaultTemplates { get; } = Output.Create(ImmutableDictionary<string, string>.Empty);

    public Region(string name, RegionArgs args, ComponentResourceOptions options) : base("appointments:region:Region", name, options)
    {
        var child = new ComponentResourceOptions { Parent = this };
        var drillKeyId = args.Settings.Drills.HasKey ? new DrillKey($"{name}-drill", new DrillKeyArgs(args.Secret(Plan.Settings.DrillApiKey)), child).KeyId : null;
        var functions = new RegionFunctions(args.Settings, args.Code, args.Tables, args.DataKeyArn, drillKeyId);
        var appointments = args.Tables.AppointmentsIn(args.Name);
        var quarantine = args.Tables.QuarantineIn(args.Name);
        var intakes = args.Settings.Countries.Select(country =>
            (country, Intake: new RegistrationIntake(Names.Intake(name, country), new RegistrationIntakeArgs(country, functions, appointments, quarantine), child))).ToImmutableArray();
        Queues = Output.All(intakes.Select(each => Output.Tuple(each.Intake.Queue.Url, each.Intake.Queue.DeadLetterUrl).Apply(urls => (each.country.Code, Urls: ImmutableDictionary<string, string>.Empty
            .Add(StackOutputs.QueueUrl, urls.Item1).Add(StackOutputs.DeadLettersUrl, urls.Item2))))).Apply(queues => queues.ToImmutableDictionary(queue => queue.Code, queue => queue.Urls));
        var reconciler = new ReplicaReconciler($"{name}-reconcile", new ReplicaReconcilerArgs(functions, appointments, quarantine), child);
        var (change, list) = (ChangeStatus(name, functions, appointments, child), ListAppointments(name, functions, appointments, quarantine, child));
        var api = new RegionalApi($"{name}-api", new RegionalApiArgs(
            args.Name, args.Settings.WatchedBy(args.Name), args.Settings, args.Secret, [.. intakes.Select(each => (each.country, each.Intake.QueueArn))], args.Tables.RegionsIn(args.Name),
            change, list, drillKeyId), child);
        OriginNames = new OriginNames($"{name}-origin", new OriginNamesArgs(args.Name, args.Settings.Dns, args.CertificateArn, args.Proof, api), child);
        Firewall = new RegionFirewall($"{name}-firewall", new RegionFirewallArgs(args.Settings.WatchedBy(args.Name), args.Settings.Edge, args.Settings.LogRetentionDays, api.Stage,
            [.. args.Settings.Edge.OriginSecrets.Select(args.Secret)]), child);
        ImmutableArray<WatchedFunction> all = [.. intakes.SelectMany(each => Of(each.country, each.Intake)),
            new("change-status", change.Name), new("list-appointments", list.Name), new("reconcile", reconciler.Function.Name, MetricNames.Quarantined)];
        Watching = new RegionWatching($"{name}-watch", new WatchedRegion(args.Settings, args.Name, args.Tables.AccountId, all,
            [.. intakes.Select(each => ($"{each.country.Path}-queue", each.Intake.Queue.Arn))],
            [.. intakes.Select(each => ($"{each.country.Path}-dead", each.Intake.Queue.DeadLetterArn)), ("reconcile-failures", reconciler.FailuresArn)],
            reconciler.Function.Name, appointments, api, Firewall.MetricName), child);
        if (args.Settings.Watching.ContributorInsights is { } mode)
            _ = new TableInsights($"{name}-insights", new TableInsightsArgs(appointments, mode), child);
        if (args.Settings.AutoDrain.Mode is not AutoDrainMode.Off)
            AutoDrain = new AutoDrain($"{name}-auto-drain", new AutoDrainArgs(args.Name, functions, args.Tables, Watching.Topic), child);
        Functions = Output.All([.. all.Select(each => each.Function), .. AutoDrain is { } drains ? new[] { drains.Function.Name } : []]);
        if (args.Settings.Drills.FaultInjection)
            FaultTemplates = new FaultExperiments($"{name}-faults", new FaultExperimentsArgs(
                args.Name, args.Tables.AccountId, [appointments, quarantine, args.Tables.RegionsIn(args.Name)], [.. Watching.Hurting.Select(alarm => alarm.Arn)], args.Settings.LogRetentionDays), child).Templates;
        Url = api.Url;
        RegisterOutputs();
    }

    private static WatchedFunction[] Of(Country country, RegistrationIntake intake) =>
    [
        new($"{country.Path}-register", intake.Function.Name, MetricNames.Quarantined),
        new($"{country.Path}-dead-letters", intake.DeadLetters.Function.Name, MetricNames.DeadLettersQuarantined),
    ];

    private static AppointmentsFunction ChangeStatus(string name, RegionFunctions functions, RegionalTable appointments, ComponentResourceOptions child) =>
        new($"{name}-change-status", functions.For(FunctionNames.ChangeStatus, [],
            [appointments.Arn.Apply(arn => new Grant(["dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem"], [arn]))]), child);

    private static AppointmentsFunction ListAppointments(string name, RegionFunctions functions, RegionalTable appointments, RegionalTable quarantine, ComponentResourceOptions child) =>
        new($"{name}-list-appointments", functions.For(FunctionNames.ListAppointments, functions.Deployment.Countries,
        [
            appointments.Arn.Apply(arn => new Grant(["dynamodb:Query"], [arn, $"{arn}/index/{AppointmentsTable.Index}"])),
            quarantine.Arn.Apply(arn => new Grant(["dynamodb:Query"], [arn])),
        ]), child);
}

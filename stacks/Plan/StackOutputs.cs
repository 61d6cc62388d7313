namespace Appointments.Plan;

/// <summary>The stack's outputs: what operators' tools need of a deployment, and nothing secret. Written by the Pulumi program, read by <c>ops/Aws</c>.</summary>
public static class StackOutputs
{
    /// <summary>What clients call: the edge, up to and with the stage.</summary>
    public const string Url = "url";

    /// <summary>The address that Route 53 moves between regions.</summary>
    public const string OriginUrl = "originUrl";

    /// <summary>The regions, in the order of the settings.</summary>
    public const string RegionNames = "regions";

    /// <summary>Region to the address of its own stage.</summary>
    public const string RegionUrls = "regionUrls";

    /// <summary>Region to the region that is asked whether it is drained.</summary>
    public const string Watchers = "watchers";

    /// <summary>Seconds until a change of a region's health has reached everybody: interval × threshold + time to live.</summary>
    public const string SettlesWithinSeconds = "settlesWithinSeconds";

    /// <summary>Which table to its physical name, the same in every region: <see cref="Appointments"/>, <see cref="Quarantine"/>, <see cref="Regions"/>.</summary>
    public const string Tables = "tables";

    public const string Appointments = "appointments";
    public const string Quarantine = "quarantine";
    public const string Regions = "regions";

    /// <summary>Country code to <see cref="CountryPath"/> and <see cref="CountryName"/>.</summary>
    public const string Countries = "countries";

    public const string CountryPath = "path";
    public const string CountryName = "name";

    /// <summary>Region to country code to <see cref="QueueUrl"/> and <see cref="DeadLettersUrl"/>.</summary>
    public const string Queues = "queues";

    public const string QueueUrl = "url";
    public const string DeadLettersUrl = "deadLetters";
}

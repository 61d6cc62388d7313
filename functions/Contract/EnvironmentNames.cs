namespace Appointments.Contract;

/// <summary>The environment variables that the deployment sets on every function and the functions read at start.</summary>
public static class EnvironmentNames
{
    /// <summary>The name of the table with the ledgers.</summary>
    public const string AppointmentsTable = "APPOINTMENTS_TABLE";

    /// <summary>The name of the table with what was set aside.</summary>
    public const string QuarantineTable = "QUARANTINE_TABLE";

    /// <summary>The countries served: a JSON array of <c>{"code","path","name"}</c>, as in the settings.</summary>
    public const string Countries = "COUNTRIES";

    /// <summary>How many shards a country's list has in the index: a whole number, 1 or more; it may only grow.</summary>
    public const string ListShards = "LIST_SHARDS";

    /// <summary>The URL of the queue that dead letters go back to; only ProcessDeadLetters has it.</summary>
    public const string RegistrationsQueue = "REGISTRATIONS_QUEUE_URL";

    /// <summary>The id of the API key of drills in the function's region, never its value; absent where there is none. Only functions that write for clients have it.</summary>
    public const string DrillApiKeyId = "DRILL_API_KEY_ID";

    /// <summary>The name of the table with the drains; this and what follows only DrainRegion has.</summary>
    public const string RegionsTable = "REGIONS_TABLE";

    /// <summary><c>on</c>, or <c>dry-run</c>: only say what would be done.</summary>
    public const string AutoDrain = "AUTO_DRAIN";

    /// <summary>The region that this one watches and may drain.</summary>
    public const string WatchedRegion = "WATCHED_REGION";

    /// <summary>Every region, in the order of the settings, with commas between.</summary>
    public const string Regions = "REGIONS";

    /// <summary>The region whose table takes one drain at a time.</summary>
    public const string ArbiterRegion = "ARBITER_REGION";

    /// <summary>Where this region says whether it serves, as Route 53 asks it.</summary>
    public const string HealthUrl = "HEALTH_URL";

    /// <summary>Set by Lambda: the region that the function runs in.</summary>
    public const string Region = "AWS_REGION";

    /// <summary>Set by Lambda: the function's name.</summary>
    public const string FunctionName = "AWS_LAMBDA_FUNCTION_NAME";

    /// <summary>Set by Lambda: the function's <c>Handler</c> setting, one of <see cref="FunctionNames"/>.</summary>
    public const string Handler = "_HANDLER";
}

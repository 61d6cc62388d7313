namespace Appointments.Local.Emulators;

/// <summary>Where this machine has what the emulators are started from.</summary>
/// <param name="Java">An executable, Java 17 or newer.</param>
/// <param name="DynamoDbLocal">The folder with <c>DynamoDBLocal.jar</c>.</param>
/// <param name="Node">An executable, new enough for fauxqs.</param>
/// <param name="Fauxqs">The folder with <c>node_modules/fauxqs</c>.</param>
public sealed record EmulatorTools(string Java, string DynamoDbLocal, string Node, string Fauxqs)
{
    /// <summary>fauxqs is MIT.</summary>
    public const string FauxqsVersion = "2.4.1";

    /// <summary>The npm package that carries DynamoDB Local 1.25.1.</summary>
    public const string DynamoDbLocalPackage = "amplify-dynamodb-simulator@2.9.30";

    /// <summary>The version of DynamoDB Local in it.</summary>
    public const string DynamoDbLocalVersion = "1.25.1";

    /// <summary>Makes sure of all four; fetches what is not there, and says so.</summary>
    /// <param name="environment">Reads an environment variable.</param>
    /// <param name="progress">Told what is fetched and under which licence.</param>
    /// <exception cref="MissingToolException">Something must be installed by hand; the message holds the command.</exception>
    /// <exception cref="Processes.ChildProcessException">npm or apt-get failed; the message holds its last lines.</exception>
    public static async Task<EmulatorTools> EnsureAsync(Func<string, string?> environment, IProgress<string> progress, CancellationToken cancel)
    {
        var cache = new ToolCache(ToolCache.UsersRoot(environment), progress);
        var java = new JavaRuntime(environment, Environment.IsPrivilegedProcess, progress).EnsureAsync(cancel); // apt-get and npm do not wait for each other
        var node = new NodeRuntime(environment, cache).EnsureAsync(cancel);
        var fauxqs = cache.EnsureAsync("fauxqs", FauxqsVersion, $"fauxqs {FauxqsVersion} (SQS; npm, MIT licence)",
            (into, stop) => NpmPackages.InstallAsync(into, [$"fauxqs@{FauxqsVersion}"], stop), cancel);
        var dynamoDb = cache.EnsureAsync("dynamodb-local", DynamoDbLocalVersion,
            $"DynamoDB Local {DynamoDbLocalVersion} (npm's {DynamoDbLocalPackage}). Amazon's own licence: for use with an AWS account, internally, no redistribution; see LICENSE.txt beside it",
            FetchDynamoDbLocalAsync, cancel);
        await Task.WhenAll(java, node, fauxqs, dynamoDb);
        return new EmulatorTools(await java, Path.Combine(await dynamoDb, "package/emulator"), await node, await fauxqs);
    }

    // npm pack, not install: installing drags in the whole of Amplify's command line, and only the jar is used.
    private static Task FetchDynamoDbLocalAsync(string folder, CancellationToken cancel) => NpmPackages.UnpackAsync(folder, DynamoDbLocalPackage, cancel);
}

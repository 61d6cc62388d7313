using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Appointments.Local.Topology;

namespace Appointments.Local.Lambda;

/// <summary>The whole environment of one process; nothing of ours leaks into it.</summary>
internal static class WorkerEnvironment
{
    /// <summary>Lambda's reserved variables win over the function's own, as they do there (AWS, "Using Lambda environment variables").</summary>
    public static ImmutableDictionary<string, string> For(FunctionSpec function, LambdaSettings settings, string runtimeApi, string logStream, string home)
    {
        var variables = function.Environment.ToImmutableDictionary(variable => variable.Key, variable => settings.Address(variable.Value)).ToBuilder();
        variables["_HANDLER"] = function.Handler;
        variables["AWS_LAMBDA_RUNTIME_API"] = runtimeApi;
        variables["AWS_REGION"] = settings.Region;
        variables["AWS_DEFAULT_REGION"] = settings.Region;
        variables["AWS_LAMBDA_FUNCTION_NAME"] = function.Name;
        variables["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST";
        variables["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.MemoryMegabytes.ToString();
        variables["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand";
        variables["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{function.Name}";
        variables["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream;
        variables["AWS_ACCESS_KEY_ID"] = settings.AccessKeyId;
        variables["AWS_SECRET_ACCESS_KEY"] = settings.SecretAccessKey;
        variables["AWS_ENDPOINT_URL_DYNAMODB"] = settings.DynamoDbEndpoints.GetValueOrDefault(function.Arn, settings.DynamoDbEndpoint).ToString();
        variables["AWS_ENDPOINT_URL_SQS"] = settings.SqsEndpoint.ToString();
        variables["LAMBDA_TASK_ROOT"] = settings.FunctionsDirectory;
        variables["TZ"] = ":UTC";
        variables["LANG"] = "en_US.UTF-8";
        variables["PATH"] = "/usr/local/bin:/usr/bin/:/bin:/opt/bin";
        variables["HOME"] = home;
        variables["TMPDIR"] = home;
        AddDotnet(variables, settings.FunctionsDirectory);
        return variables.ToImmutable();
    }

    /// <summary>Only a managed build needs these; a native one has no <c>bootstrap.dll</c> beside it.</summary>
    /// <remarks>No settings here: those of the compiler are in the build (Directory.Build.props), and none of the garbage collector's made a difference above the noise (48 MB resident, 16 MB of them not shared).</remarks>
    private static void AddDotnet(ImmutableDictionary<string, string>.Builder variables, string functionsDirectory)
    {
        if (!File.Exists(Path.Combine(functionsDirectory, "bootstrap.dll")))
        {
            return;
        }

        // shared/Microsoft.NETCore.App/10.0.x/ is where the running runtime lies
        variables["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        variables["DOTNET_EnableDiagnostics"] = "0"; // a killed process would leave its diagnostics socket in /tmp
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An invocation's context, from the Runtime API's headers and the function's environment (AWS, "Using the Lambda runtime API").</summary>
internal sealed class LambdaContext(HttpResponseHeaders headers, LogWriter log, TimeProvider clock) : ILambdaContext
{
    private readonly long? deadlineMs = long.TryParse(Header(headers, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture, out var ms) ? ms : null;

    public string AwsRequestId { get; } = Header(headers, "Lambda-Runtime-Aws-Request-Id")
        ?? throw new InvalidOperationException("The Runtime API answered /next without the header Lambda-Runtime-Aws-Request-Id.");

    public string InvokedFunctionArn { get; } = Header(headers, "Lambda-Runtime-Invoked-Function-Arn");

    public string TraceId { get; } = Header(headers, "Lambda-Runtime-Trace-Id");

    public string TenantId { get; } = Header(headers, "Lambda-Runtime-Aws-Tenant-Id");

    // Mobile clients and Cognito call no function here; the real package parses their headers.
    public IClientContext ClientContext => null;

    public ICognitoIdentity Identity => null;

    public string FunctionName => Variable("AWS_LAMBDA_FUNCTION_NAME");

    public string FunctionVersion => Variable("AWS_LAMBDA_FUNCTION_VERSION");

    public string LogGroupName => Variable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string LogStreamName => Variable("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB => int.TryParse(Variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), CultureInfo.InvariantCulture, out var mb) ? mb : 0;

    /// <summary>Zero or less once the deadline has passed, and where the Runtime API gave none.</summary>
    public TimeSpan RemainingTime => TimeSpan.FromMilliseconds((deadlineMs ?? 0) - clock.GetUtcNow().ToUnixTimeMilliseconds());

    public ILambdaLogger Logger { get; } = new ConsoleLambdaLogger(log);

    public ILambdaSerializer Serializer { get; internal set; }

    private static string Header(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name);
}

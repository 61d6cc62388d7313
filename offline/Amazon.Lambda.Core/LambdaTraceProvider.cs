namespace Amazon.Lambda.Core;

/// <summary>The X-Ray trace of the invocation at hand.</summary>
public class LambdaTraceProvider
{
    public static string CurrentTraceId => Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
}

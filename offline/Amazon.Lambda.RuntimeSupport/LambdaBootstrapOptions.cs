namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>Settings of the bootstrap.</summary>
public class LambdaBootstrapOptions
{
    /// <summary>host:port of the Runtime API; AWS_LAMBDA_RUNTIME_API where none is given.</summary>
    public string RuntimeApiEndpoint { get; set; }
}

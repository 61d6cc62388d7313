namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Handles one invocation, as bytes.</summary>
public delegate Task<InvocationResponse> LambdaBootstrapHandler(InvocationRequest invocation);

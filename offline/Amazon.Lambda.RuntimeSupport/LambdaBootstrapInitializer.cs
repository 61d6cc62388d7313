namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs once before the first invocation; false ends the bootstrap.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();

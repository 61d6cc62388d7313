using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes a bootstrap of a handler in any of the shapes that AWS documents.</summary>
public partial class LambdaBootstrapBuilder
{
    private readonly LambdaBootstrapHandler handler;
    private readonly LambdaBootstrapOptions options = new();
    private LambdaBootstrapInitializer initializer;
    private HttpClient http;

    private LambdaBootstrapBuilder(LambdaBootstrapHandler handler) => this.handler = handler;

    private static Task<InvocationResponse> Empty => Task.FromResult(new InvocationResponse(Stream.Null, false));

    public LambdaBootstrapBuilder ConfigureOptions(Action<LambdaBootstrapOptions> options = null)
    {
        options?.Invoke(this.options);
        return this;
    }

    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        initializer = lambdaBootstrapInitializer;
        return this;
    }

    public LambdaBootstrapBuilder UseHttpClient(HttpClient httpClient)
    {
        http = httpClient;
        return this;
    }

    public LambdaBootstrap Build() => new(http ?? LambdaBootstrap.ConstructHttpClient(), http is null, handler, options, initializer);

    private static LambdaBootstrapBuilder Of(LambdaBootstrapHandler handler, ILambdaSerializer serializer = null) => new(invocation =>
    {
        invocation.Context.Serializer = serializer;
        return handler(invocation);
    });

    private static T Read<T>(InvocationRequest invocation, ILambdaSerializer serializer) => serializer.Deserialize<T>(invocation.InputStream);

    private static InvocationResponse Write<T>(T output, ILambdaSerializer serializer)
    {
        var bytes = new MemoryStream();
        serializer.Serialize(output, bytes);
        bytes.Position = 0;
        return new InvocationResponse(bytes);
    }
}

using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <content>Handlers that do not await.</content>
public partial class LambdaBootstrapBuilder
{
    public static LambdaBootstrapBuilder Create(Action handler) =>
        Of(call => { handler(); return Empty; });

    public static LambdaBootstrapBuilder Create(Action<Stream> handler) =>
        Of(call => { handler(call.InputStream); return Empty; });

    public static LambdaBootstrapBuilder Create<TInput>(Action<TInput> handler, ILambdaSerializer serializer) =>
        Of(call => { handler(Read<TInput>(call, serializer)); return Empty; }, serializer);

    public static LambdaBootstrapBuilder Create(Action<ILambdaContext> handler) =>
        Of(call => { handler(call.LambdaContext); return Empty; });

    public static LambdaBootstrapBuilder Create(Action<Stream, ILambdaContext> handler) =>
        Of(call => { handler(call.InputStream, call.LambdaContext); return Empty; });

    public static LambdaBootstrapBuilder Create<TInput>(Action<TInput, ILambdaContext> handler, ILambdaSerializer serializer) =>
        Of(call => { handler(Read<TInput>(call, serializer), call.LambdaContext); return Empty; }, serializer);

    public static LambdaBootstrapBuilder Create(Func<Stream> handler) =>
        Of(call => Task.FromResult(new InvocationResponse(handler())));

    public static LambdaBootstrapBuilder Create(Func<Stream, Stream> handler) =>
        Of(call => Task.FromResult(new InvocationResponse(handler(call.InputStream))));

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, Stream> handler, ILambdaSerializer serializer) =>
        Of(call => Task.FromResult(new InvocationResponse(handler(Read<TInput>(call, serializer)))), serializer);

    public static LambdaBootstrapBuilder Create(Func<ILambdaContext, Stream> handler) =>
        Of(call => Task.FromResult(new InvocationResponse(handler(call.LambdaContext))));

    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Stream> handler) =>
        Of(call => Task.FromResult(new InvocationResponse(handler(call.InputStream, call.LambdaContext))));

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Stream> handler, ILambdaSerializer serializer) =>
        Of(call => Task.FromResult(new InvocationResponse(handler(Read<TInput>(call, serializer), call.LambdaContext))), serializer);

    public static LambdaBootstrapBuilder Create<TOutput>(Func<TOutput> handler, ILambdaSerializer serializer) =>
        Of(call => Task.FromResult(Write(handler(), serializer)), serializer);

    public static LambdaBootstrapBuilder Create<TOutput>(Func<Stream, TOutput> handler, ILambdaSerializer serializer) =>
        Of(call => Task.FromResult(Write(handler(call.InputStream), serializer)), serializer);

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, TOutput> handler, ILambdaSerializer serializer) =>
        Of(call => Task.FromResult(Write(handler(Read<TInput>(call, serializer)), serializer)), serializer);

    public static LambdaBootstrapBuilder Create<TOutput>(Func<ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Of(call => Task.FromResult(Write(handler(call.LambdaContext), serializer)), serializer);

    public static LambdaBootstrapBuilder Create<TOutput>(Func<Stream, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Of(call => Task.FromResult(Write(handler(call.InputStream, call.LambdaContext), serializer)), serializer);

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, TOutput> handler, ILambdaSerializer serializer) =>
        Of(call => Task.FromResult(Write(handler(Read<TInput>(call, serializer), call.LambdaContext), serializer)), serializer);

    /// <summary>A handler that writes its answer into a stream that it is given.</summary>
    public static LambdaBootstrapBuilder Create(Action<Stream, ILambdaContext, MemoryStream> handler) =>
        Of(call =>
        {
            var output = new MemoryStream();
            handler(call.InputStream, call.LambdaContext, output);
            output.Position = 0;
            return Task.FromResult(new InvocationResponse(output));
        });
}

using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <content>Handlers that await.</content>
public partial class LambdaBootstrapBuilder
{
    public static LambdaBootstrapBuilder Create(Func<Task> handler) =>
        Of(async call => { await handler().ConfigureAwait(false); return await Empty.ConfigureAwait(false); });

    public static LambdaBootstrapBuilder Create(Func<Stream, Task> handler) =>
        Of(async call => { await handler(call.InputStream).ConfigureAwait(false); return await Empty.ConfigureAwait(false); });

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, Task> handler, ILambdaSerializer serializer) =>
        Of(async call => { await handler(Read<TInput>(call, serializer)).ConfigureAwait(false); return await Empty.ConfigureAwait(false); }, serializer);

    public static LambdaBootstrapBuilder Create(Func<ILambdaContext, Task> handler) =>
        Of(async call => { await handler(call.LambdaContext).ConfigureAwait(false); return await Empty.ConfigureAwait(false); });

    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task> handler) =>
        Of(async call => { await handler(call.InputStream, call.LambdaContext).ConfigureAwait(false); return await Empty.ConfigureAwait(false); });

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Task> handler, ILambdaSerializer serializer) =>
        Of(async call => { await handler(Read<TInput>(call, serializer), call.LambdaContext).ConfigureAwait(false); return await Empty.ConfigureAwait(false); }, serializer);

    public static LambdaBootstrapBuilder Create(Func<Task<Stream>> handler) =>
        Of(async call => new InvocationResponse(await handler().ConfigureAwait(false)));

    public static LambdaBootstrapBuilder Create(Func<Stream, Task<Stream>> handler) =>
        Of(async call => new InvocationResponse(await handler(call.InputStream).ConfigureAwait(false)));

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, Task<Stream>> handler, ILambdaSerializer serializer) =>
        Of(async call => new InvocationResponse(await handler(Read<TInput>(call, serializer)).ConfigureAwait(false)), serializer);

    public static LambdaBootstrapBuilder Create(Func<ILambdaContext, Task<Stream>> handler) =>
        Of(async call => new InvocationResponse(await handler(call.LambdaContext).ConfigureAwait(false)));

    public static LambdaBootstrapBuilder Create(Func<Stream, ILambdaContext, Task<Stream>> handler) =>
        Of(async call => new InvocationResponse(await handler(call.InputStream, call.LambdaContext).ConfigureAwait(false)));

    public static LambdaBootstrapBuilder Create<TInput>(Func<TInput, ILambdaContext, Task<Stream>> handler, ILambdaSerializer serializer) =>
        Of(async call => new InvocationResponse(await handler(Read<TInput>(call, serializer), call.LambdaContext).ConfigureAwait(false)), serializer);

    public static LambdaBootstrapBuilder Create<TOutput>(Func<Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Of(async call => Write(await handler().ConfigureAwait(false), serializer), serializer);

    public static LambdaBootstrapBuilder Create<TOutput>(Func<Stream, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Of(async call => Write(await handler(call.InputStream).ConfigureAwait(false), serializer), serializer);

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Of(async call => Write(await handler(Read<TInput>(call, serializer)).ConfigureAwait(false), serializer), serializer);

    public static LambdaBootstrapBuilder Create<TOutput>(Func<ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Of(async call => Write(await handler(call.LambdaContext).ConfigureAwait(false), serializer), serializer);

    public static LambdaBootstrapBuilder Create<TOutput>(Func<Stream, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Of(async call => Write(await handler(call.InputStream, call.LambdaContext).ConfigureAwait(false), serializer), serializer);

    public static LambdaBootstrapBuilder Create<TInput, TOutput>(Func<TInput, ILambdaContext, Task<TOutput>> handler, ILambdaSerializer serializer) =>
        Of(async call => Write(await handler(Read<TInput>(call, serializer), call.LambdaContext).ConfigureAwait(false), serializer), serializer);
}

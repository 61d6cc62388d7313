using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

/// <summary>Runs a program: on mocks, or (only in the real package) with the Pulumi engine.</summary>
public sealed class Deployment
{
    // The only way to know the run that a constructor belongs to; it flows with the caller and is never shared between runs.
    private static readonly AsyncLocal<DeploymentInstance?> Ambient = new();

    private Deployment()
    {
    }

    /// <exception cref="InvalidOperationException">No run is under way.</exception>
    public static DeploymentInstance Instance =>
        Ambient.Value ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    internal static DeploymentInstance? Current => Ambient.Value;

    public static Task<int> RunAsync(Action action) => Engine.RefuseAsync();

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => Engine.RefuseAsync();

    public static Task<int> RunAsync(Func<Task> func) => Engine.RefuseAsync();

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => Engine.RefuseAsync();

    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => Engine.RefuseAsync();

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => Engine.RefuseAsync();

    /// <returns>What the stack declared, itself first, in the order of registration.</returns>
    /// <exception cref="RunException">The program failed.</exception>
    /// <exception cref="AggregateException">It failed in several ways.</exception>
    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() => TestStackAsync(mocks, options, () => new TStack());

    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack => TestStackAsync(mocks, options, () => serviceProvider.GetService(typeof(TStack)) as TStack
            ?? throw new InvalidOperationException(
                $"Failed to resolve instance of type {typeof(TStack)} from service provider. Register the type with the service provider before calling RunAsync."));

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources)
    {
        IDictionary<string, object?> outputs = ImmutableDictionary<string, object?>.Empty;
        var resources = await TestLambdaAsync(testMocks, testOptions, async () => outputs = await createResources().ConfigureAwait(false))
            .ConfigureAwait(false);
        return (resources, outputs);
    }

    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources) =>
        TestAsync(testMocks, testOptions, () => Task.FromResult(createResources()));

    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources) =>
        TestLambdaAsync(testMocks, testOptions, createResources);

    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources) =>
        TestLambdaAsync(testMocks, testOptions, () =>
        {
            createResources();
            return Task.CompletedTask;
        });

    private static Task<ImmutableArray<Resource>> TestStackAsync(IMocks mocks, TestOptions? options, Func<Stack> create) =>
        TestAnyAsync(mocks, options, () =>
        {
            create().RegisterPropertyOutputs();
            return Task.CompletedTask;
        });

    private static async Task<ImmutableArray<Resource>> TestLambdaAsync(IMocks mocks, TestOptions? options, Func<Task> createResources)
    {
        var resources = await TestAnyAsync(mocks, options, () =>
        {
            var stack = new Stack(); // nobody's own, so it is left out of what was declared
            stack.RegisterPropertyOutputs();
            return createResources();
        }).ConfigureAwait(false);
        return resources.RemoveAll(resource => resource.GetType() == typeof(Stack));
    }

    private static async Task<ImmutableArray<Resource>> TestAnyAsync(IMocks mocks, TestOptions? options, Func<Task> program)
    {
        if (Ambient.Value is not null)
        {
            throw new InvalidOperationException("Deployment.Instance should only be set once at the beginning of a 'Run' call.");
        }

        var run = new MockRun(mocks, options);
        Ambient.Value = new DeploymentInstance(run);
        try
        {
            run.Pending.Track(program());
        }
        catch (Exception failure)
        {
            run.Errors.Add(failure);
        }

        await run.Pending.DrainAsync(run.Errors).ConfigureAwait(false);
        run.Errors.ThrowIfAny();
        return run.Resources;
    }
}

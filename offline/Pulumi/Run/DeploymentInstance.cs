namespace Pulumi;

/// <summary>The run that is under way.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(MockRun run) => Run = run;

    public string StackName => Run.StackName;

    public string ProjectName => Run.ProjectName;

    public string OrganizationName => Run.OrganizationName;

    public bool IsDryRun => Run.IsDryRun;

    internal MockRun Run { get; }

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null) => new(Run.InvokeAsync<T>(token, args, options));

    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOutputOptions options) => new(Run.InvokeAsync<T>(token, args, options));

    public async Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        (await Run.InvokeAsync<T>(token, args, options).ConfigureAwait(false)).Value;

    public Task InvokeAsync(string token, InvokeArgs args, InvokeOptions? options = null) => Run.InvokeAsync<object>(token, args, options);

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        Invoke<Dictionary<string, T>>(token, args, options).Apply(result => result.Values.First());

    public Output<T> InvokeSingle<T>(string token, InvokeArgs args, InvokeOutputOptions options) =>
        Invoke<Dictionary<string, T>>(token, args, options).Apply(result => result.Values.First());

    public async Task<T> InvokeSingleAsync<T>(string token, InvokeArgs args, InvokeOptions? options = null) =>
        (await InvokeAsync<Dictionary<string, T>>(token, args, options).ConfigureAwait(false)).Values.First();
}

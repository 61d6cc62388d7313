using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>Answers in place of the engine and the providers.</summary>
public interface IMocks
{
    /// <returns>The resource's id and its state by wire name.</returns>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <returns>The function's result by wire name.</returns>
    Task<object> CallAsync(MockCallArgs args);

    Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args) => Task.CompletedTask;
}

/// <summary>A resource that is registered or read.</summary>
public class MockResourceArgs
{
    public string? Type { get; set; }

    public string? Name { get; set; }

    public ImmutableDictionary<string, object> Inputs { get; set; } = ImmutableDictionary<string, object>.Empty;

    public string? Provider { get; set; }

    public string? Id { get; set; }
}

/// <summary>A function that is called.</summary>
public class MockCallArgs
{
    public string? Token { get; set; }

    public ImmutableDictionary<string, object> Args { get; set; } = ImmutableDictionary<string, object>.Empty;

    public string? Provider { get; set; }
}

/// <summary>The outputs of a component or of the stack.</summary>
public class MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
{
    public readonly string Urn = urn;

    public readonly ImmutableDictionary<string, Output<object?>> Outputs = outputs;
}

/// <summary>What a test says about the run; a null is the default.</summary>
public class TestOptions
{
    /// <summary><c>project</c> by default.</summary>
    public string? ProjectName { get; set; }

    /// <summary><c>stack</c> by default.</summary>
    public string? StackName { get; set; }

    /// <summary>True by default.</summary>
    public bool? IsPreview { get; set; }

    /// <summary><c>organization</c> by default.</summary>
    public string? OrganizationName { get; set; }
}

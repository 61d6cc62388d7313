namespace Appointments.Tests.PulumiAws;

/// <summary>Tests that run a program: one after the other, because its configuration is a variable of the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PulumiCollection
{
    public const string Name = "Pulumi";
}

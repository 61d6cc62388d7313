using System.Collections.Immutable;
using Appointments.Domain;

namespace Appointments.Deploy.Api;

/// <summary>What one region's API sends its requests to.</summary>
/// <param name="WatchedRegion">The region of which this one tells whether it is drained.</param>
/// <param name="RoleArn">The role with which API Gateway calls SQS and DynamoDB.</param>
/// <param name="RegionsTableName">The physical name of RegionsTable.</param>
public sealed record ApiTargets(
    string Region,
    string WatchedRegion,
    string RoleArn,
    ImmutableArray<CountryTarget> Countries,
    string RegionsTableName,
    string ChangeStatusArn,
    string ListAppointmentsArn)
{
    /// <summary>Whether lists may come from API Gateway's memory: then what they depend on is part of what they are found by.</summary>
    public bool CachesLists { get; init; }
}

/// <summary>A country and the queue of its registrations.</summary>
/// <param name="QueueArn">From which the integration takes account and physical name.</param>
public sealed record CountryTarget(Country Country, string QueueArn);

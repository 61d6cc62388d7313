namespace Appointments.Domain;

/// <summary>Where lists show an appointment.</summary>
/// <param name="Partition">The country's code, or that and a shard: <c>PE</c>, <c>PE#3</c>.</param>
/// <param name="Position">Its place in that partition: <c>status#instant#id</c>. Lists are in the order of these texts.</param>
public sealed record ListPlace(string Partition, string Position);

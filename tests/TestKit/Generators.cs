using System.Collections.Immutable;
using Appointments.Domain;
using CsCheck;

namespace Appointments.Tests.TestKit;

/// <summary>What may be, at random; named like the domain.</summary>
public static class Generators
{
    /// <summary>Any status.</summary>
    public static Gen<AppointmentStatus> Status { get; } = Gen.Enum<AppointmentStatus>();

    /// <summary>A valid id: of every permitted character, from 1 to 100 of them.</summary>
    public static Gen<string> Id { get; } =
        Gen.String[Gen.Char["ABCXYZabcxyz0189._:-"], Identifier.MinLength, Identifier.MaxLength].Where(Identifier.IsValid);

    /// <summary>An instant within some years, to the millisecond.</summary>
    public static Gen<DateTimeOffset> Moment { get; } =
        Gen.Long[0, 400_000_000_000].Select(milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(1_600_000_000_000 + milliseconds));

    /// <summary>One region's history of one appointment: what the lifecycle allows, from requested on, of any length.</summary>
    public static Gen<ImmutableArray<AppointmentStatus>> History { get; } =
        Gen.Int[0, 1_000].Array[0, 4].Select(choices =>
        {
            List<AppointmentStatus> history = [AppointmentStatus.Requested];
            foreach (var choice in choices)
            {
                if (Lifecycle.From(history[^1]) is { Length: > 0 } allowed)
                    history.Add(allowed[choice % allowed.Length]);
            }

            return history.ToImmutableArray();
        });

    /// <summary>The rows of one region's history.</summary>
    public static Gen<ImmutableArray<LedgerRow>> LedgerOf(string region) =>
        from history in History
        from at in Moment
        select history.Skip(1).Aggregate(An.Appointment().In(region).RequestedAt(at), (appointment, status) => appointment.Then(status)).Rows();

    /// <summary>Any row of one appointment, whether a region would write it or not: what a total function has to take.</summary>
    public static Gen<LedgerRow> AnyRow { get; } =
        from status in Status
        from country in Gen.OneOf("PE", "CL")
        from schedule in Gen.OneOf<string?>(null, "dr-1")
        from minute in Gen.Int[0, 3]
        from region in Gen.OneOf("us-east-1", "sa-east-1")
        from previous in Status.Nullable()
        from next in Status.Nullable()
        select new LedgerRow("id-12345", status, country, schedule, Registration.Identity(country, schedule), AppointmentBuilder.Noon.AddMinutes(minute), region,
            previous, $"request-{minute}", next);
}

using System.Collections.Immutable;
using Appointments.Domain;
using Appointments.Tests.TestKit;
using static Appointments.Domain.AppointmentStatus;

namespace Appointments.Tests.DynamoDb;

[Collection(DatabaseCollection.Name)]
public sealed class ListTests(Database database)
{
    private static readonly Country Peru = new("PE", "peru", "Perú");
    private static readonly Country Chile = new("CL", "chile", "Chile");
    private static readonly ImmutableArray<Country> Both = [Peru, Chile];

    [Theory]
    [InlineData(1, 7)]
    [InlineData(1, 100)]
    [InlineData(1, 1)]
    [InlineData(3, 7)]
    [InlineData(3, 40)] // exactly all of them
    public async Task List_GivesEachOnceInOrder_PageByPage(int shards, int limit)
    {
        var (tables, all) = await FilledAsync(shards);

        var (listed, pages) = await WalkAsync(tables, new ListQuery(Both, null, limit, null));

        Assert.Equal(all.OrderBy(row => row.Listed!.Position, StringComparer.Ordinal).Select(row => row.AppointmentId), listed.Select(row => row.AppointmentId));
        Assert.Equal((40 + limit - 1) / limit, pages);
    }

    [Theory]
    [InlineData("PE", null)]
    [InlineData(null, Confirmed)]
    [InlineData("CL", Requested)]
    [InlineData("CL", Cancelled)]
    public async Task List_GivesWhatTheFiltersMean_PageByPage(string? country, AppointmentStatus? status)
    {
        var (tables, all) = await FilledAsync(shards: 2);
        var countries = Both.Where(known => country is null || known.Code == country).ToImmutableArray();

        var (listed, _) = await WalkAsync(tables, new ListQuery(countries, status, 3, null));

        var expected = all.Where(row => (country is null || row.Country == country) && (status is null || row.Status == status));
        Assert.Equal(status == Cancelled, !expected.Any());
        Assert.Equal(expected.OrderBy(row => row.Listed!.Position, StringComparer.Ordinal).Select(row => row.AppointmentId), listed.Select(row => row.AppointmentId));
    }

    [Fact]
    public async Task List_FindsWhatWasListedBefore_WhenThereAreMoreShards()
    {
        var (tables, _) = await FilledAsync(shards: 1);

        var (listed, _) = await WalkAsync(tables with { Places = new ListPlaces(4) }, new ListQuery(Both, null, 100, null));

        Assert.Equal(40, listed.Count);
    }

    [Fact]
    public async Task List_ShowsAnAppointmentOnce_AfterItsStatusChanged()
    {
        var tables = await database.CreateAsync();
        await tables.Ledger.AddRequestedAsync(An.Appointment().Last(), default);
        await tables.Ledger.AppendAsync(An.Appointment().Last(), An.Appointment().Confirmed().Last(), default);

        var page = await tables.Lists.PageAsync(new ListQuery(Both, null, 100, null), default);

        Assert.Equal(Confirmed, Assert.Single(page.Rows).Status);
        Assert.Null(page.Next);
    }

    private static async Task<(List<LedgerRow>, int Pages)> WalkAsync(Tables tables, ListQuery query)
    {
        List<LedgerRow> listed = [];
        for (var pages = 1; ; pages++)
        {
            var page = await tables.Lists.PageAsync(query, default);
            Assert.InRange(page.Rows.Length, 0, query.Limit);
            listed.AddRange(page.Rows);
            if (page.Next is null)
                return (listed, pages);
            query = query with { After = ListCursor.Read(page.Next.Text) };
        }
    }

    // 40 appointments of two countries and two statuses; every fourth shares its instant with the next, so that only ids tell them apart.
    private async Task<(Tables, ImmutableArray<LedgerRow>)> FilledAsync(int shards)
    {
        var tables = await database.CreateAsync(shards);
        var rows = Enumerable.Range(0, 40).SelectMany(number =>
        {
            var appointment = An.Appointment($"id-{number}").For(number % 2 == 0 ? "PE" : "CL").InShards(shards).RequestedAt(AppointmentBuilder.Noon.AddSeconds(-number / 4 * 4));
            return (number % 3 == 0 ? appointment.Confirmed() : appointment).Rows();
        }).ToImmutableArray();
        await tables.PutAsync(rows);
        return (tables, [.. rows.Where(row => row.Listed is not null)]);
    }
}

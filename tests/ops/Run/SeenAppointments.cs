using System.Text.Json.Nodes;

namespace Appointments.Tests.Run;

/// <summary>What a person sees of an appointment in every region of a world.</summary>
internal static class SeenAppointments
{
    /// <summary>Registers it in a region and waits until it is there.</summary>
    public static async Task RegisterAsync(this World world, string region, string id, string country = "peru", string? schedule = null)
    {
        var answer = await world.Regions[region].RegisterAsync(country, id, country is "peru" ? "PE" : "CL", schedule);
        Assert.True(answer.Code is 202, $"{answer.Code} {answer.Body}");
        await world.SeeAsync(region, id);
    }

    /// <summary>Waits until a region knows it, in a status where one is named.</summary>
    public static async Task<JsonNode> SeeAsync(this World world, string region, string id, string? status = null) => (await Eventually.SeeAsync(
        () => world.Regions[region].GetAsync($"/appointments/{id}"), answer => answer.Code is 200 && (status is null || answer.Body["status"]!.ToString() == status), $"{id} in {region}, {status ?? "in any status"}")).Body;

    /// <summary>Waits until a region's quarantine knows something of it.</summary>
    public static async Task<JsonArray> SeeQuarantinedAsync(this World world, string region, string id) => (await Eventually.SeeAsync(
        () => world.Regions[region].GetAsync($"/appointments/{id}"), answer => answer.Body["quarantined"]?.AsArray().Count > 0, $"{id} in {region}'s quarantine")).Body["quarantined"]!.AsArray();

    /// <summary>Changes it in a region, which must take it; sent again where it was not answered, as clients do.</summary>
    public static async Task ChangeAsync(this World world, string region, string id, string status)
    {
        var answer = await Eventually.SeeAsync(() => world.Regions[region].ChangeAsync(id, status), answer => answer.Code < 500, $"{id} to {status} in {region} answered");
        Assert.True(answer.Code is 200, $"{id} to {status} in {region}: {answer.Code} {answer.Body}");
    }

    /// <summary>The appointment, of which every region must give the same: alone, and once in the list of all, of its country and of its status. Settle the world first.</summary>
    public static async Task<JsonNode> AlikeAsync(this World world, string id)
    {
        List<JsonNode> seen = [];
        foreach (var (region, client) in world.Regions)
        {
            var answer = await client.GetAsync($"/appointments/{id}");
            Assert.True(answer.Code is 200, $"{region}: {answer.Code} {answer.Body}");
            var (status, country) = (answer.Body["status"]!.ToString(), answer.Body["country"]!.ToString());
            foreach (var query in new[] { "", $"country={country}", $"status={status}", $"country={country}&status={status}" })
                Assert.True((await client.EntriesAsync(query)).Where(entry => entry.Id == id).ToArray() is [var only] && only.Status == status, $"{region} does not list {id} once as {status}: {query}");
            seen.Add(answer.Body);
        }

        Assert.All(seen, each => Assert.True(JsonNode.DeepEquals(seen[0], each), $"{seen[0]}\n{each}"));
        return seen[0];
    }

    /// <returns>Each status of its ledger, and whether it is overruled, in the ledger's order.</returns>
    public static IEnumerable<(string Status, bool Overruled)> Ledger(this JsonNode appointment) =>
        appointment["ledger"]!.AsArray().Select(row => (row!["status"]!.ToString(), row["overruled"]!.GetValue<bool>()));

    public static IEnumerable<string> Reasons(this JsonNode appointment) => appointment["quarantined"]!.AsArray().Select(entry => entry!["reason"]!.ToString());
}

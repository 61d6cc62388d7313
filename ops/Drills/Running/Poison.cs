using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Appointments.Drills.Load;

namespace Appointments.Drills.Running;

/// <summary>Registrations that a gateway accepts and no function can ever handle: of an appointment that stands already, for another country. Sent as any client could send them.</summary>
/// <param name="system">Serves two countries at least.</param>
/// <param name="region">Where they are sent, by its own address.</param>
/// <param name="name">Part of their ids, so that two runs do not meet.</param>
public sealed class Poison(IDrilledSystem system, string region, string name)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private Uri Stage => system.Regions.Single(each => each.Region == region).Stage;

    /// <summary>Sends so many appointments, each twice: for one country, then for another.</summary>
    /// <returns>How many of the second registrations were accepted.</returns>
    public async Task<int> SendAsync(int count, CancellationToken cancel)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        var accepted = 0;
        foreach (var id in Ids(count))
            if (await RegisterAsync(http, id, system.Countries[0], cancel) && await RegisterAsync(http, id, system.Countries[1], cancel))
                accepted++;
        return accepted;
    }

    /// <returns>How many of them the region shows in quarantine.</returns>
    public async Task<int> SetAsideAsync(int count, CancellationToken cancel)
    {
        using var reader = new RegionReader(system);
        var shown = await Task.WhenAll(Ids(count).Select(id => reader.AppointmentAsync(Stage, id, cancel)));
        return shown.Count(each => each?["quarantined"]?.AsArray().Count > 0);
    }

    private IEnumerable<string> Ids(int count) => Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{LoadPlan.IdPrefix}poison-{name}-{number}"));

    private async Task<bool> RegisterAsync(HttpClient http, string id, (string Path, string Country) country, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Stage.AbsoluteUri.TrimEnd('/')}/{country.Path}");
        request.Headers.Add("x-api-key", system.ApiKey);
        if (system.OriginSecret is { } secret)
            request.Headers.Add("x-origin-secret", secret);
        request.Content = new StringContent(new JsonObject { ["appointmentId"] = id, ["country"] = country.Country, ["status"] = "requested" }.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, cancel);
        return answer.IsSuccessStatusCode;
    }
}

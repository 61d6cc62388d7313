using System.Globalization;
using System.Text;

namespace Appointments.Tests.Run;

/// <summary>A request that is refused, and exactly how.</summary>
/// <param name="Name">Of the case.</param>
/// <param name="Path">After the stage, sent as it stands.</param>
/// <param name="Field">Of the first error; empty: there is none.</param>
/// <param name="Says">What the answer says: in the first error's rule or, without an error, in the message.</param>
/// <param name="Key">Null: the right one; empty: none.</param>
/// <param name="ContentType">Null: none is sent.</param>
public sealed record RefusedRequest(string Name, string Method, string Path, string? Body, int Status, string Field, string Says, string? Key = null, string? ContentType = "application/json")
{
    /// <summary>In the world that the cases are sent to, the one appointment there is; it is confirmed.</summary>
    public const string Standing = "stands";

    private const string NeverSent = "never-sent", Rule = "1 to 100 of";
    private static readonly string[] BadIds = ["", new('x', 101), ".", "..", "a/b", "a b", "a\tb", "ñ", "a\nb", "id\n", "😀", "a%2Fb", "\0", "'\"\\"];

    /// <summary>Every case of the contract.</summary>
    public static IReadOnlyList<RefusedRequest> All { get; } =
    [
        .. Keys(), .. Bodies(), .. MediaTypes(), .. BadIds.SelectMany(OfId), .. Routes(), .. Moves(), .. Lists(),
    ];

    public override string ToString() => Name;

    /// <returns>The request, to a stage such as <c>http://127.0.0.1:8080/Prod</c>.</returns>
    public HttpRequestMessage To(Uri stage, string key)
    {
        // The path as it stands: Uri resolves dots, and the API has to refuse them itself.
        var address = new Uri($"{stage}{Path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(Method), address);
        if (Key is not "")
            request.Headers.TryAddWithoutValidation("x-api-key", Key ?? key);
        if (Body is not null)
        {
            request.Content = new StringContent(Body, Encoding.UTF8);
            request.Content.Headers.Remove("Content-Type");
            if (ContentType is not null)
                request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        return request;
    }

    public static string Registration(string id = NeverSent, string country = "Perú", string status = "requested", string more = "") =>
        $$"""{"appointmentId":{{Quoted(id)}},"country":{{Quoted(country)}},"status":{{Quoted(status)}}{{more}}}""";

    private static string Change(string id, string status, string more = "") => $$"""{"appointmentId":{{Quoted(id)}},"status":{{Quoted(status)}}{{more}}}""";

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);

    private static IEnumerable<RefusedRequest> Keys()
    {
        foreach (var (what, key) in new[] { ("no", ""), ("a wrong", "not-the-key-of-this-api"), ("a blank", " ") })
        {
            yield return new($"{what} key, registration", "POST", "/peru", Registration(), 403, "x-api-key", "the key that", key);
            yield return new($"{what} key, change", "POST", "/change-status", Change(Standing, "cancelled"), 403, "x-api-key", "the key that", key);
            yield return new($"{what} key, list", "GET", "/appointments", null, 403, "x-api-key", "the key that", key);
            yield return new($"{what} key, one", "GET", $"/appointments/{Standing}", null, 403, "x-api-key", "the key that", key);
        }
    }

    private static IEnumerable<RefusedRequest> Bodies()
    {
        foreach (var path in new[] { "/peru", "/chile", "/change-status" })
        {
            yield return new($"broken JSON, {path}", "POST", path, """{"appointmentId":"never-sent","status""", 400, "body", "[Unknown error parsing request body]");
            yield return new($"text after JSON, {path}", "POST", path, Registration() + "x", 400, "body", "[Unknown error parsing request body]");
            yield return new($"empty body, {path}", "POST", path, "", 400, "body", "object has missing required properties ([\"appointmentId\"");
            yield return new($"no body, {path}", "POST", path, null, 400, "body", "object has missing required properties ([\"appointmentId\"");
            yield return new($"array, {path}", "POST", path, "[]", 400, "body", "instance type (array)");
            yield return new($"null, {path}", "POST", path, "null", 400, "body", "instance type (null)");
            yield return new($"number as id, {path}", "POST", path, """{"appointmentId":5,"country":"CL","status":"requested"}""", 400, "body", "instance type (integer)");
            yield return new($"a field of a megabyte, {path}", "POST", path, Registration(new string('x', 1_000_000)), 400, "body", "does not match input string|is too long (length: 1000000");
        }

        yield return new("Chile on Peru's route", "POST", "/peru", Registration(country: "Chile"), 400, "body", "does not match input string \"Chile\"");
        yield return new("PE on Chile's route", "POST", "/chile", Registration(country: "PE"), 400, "body", "does not match input string \"PE\"");
        yield return new("no such country", "POST", "/peru", Registration(country: "Bolivia"), 400, "body", "does not match input string \"Bolivia\"");
        yield return new("a status that registers nothing", "POST", "/peru", Registration(status: "confirmed"), 400, "body", "(\"confirmed\") not found in enum");
        yield return new("unknown status", "POST", "/change-status", Change(Standing, "done"), 400, "body", "(\"done\") not found in enum");
        yield return new("unknown field, registration", "POST", "/peru", Registration(more: ",\"name\":\"Ana\""), 400, "body", "not allowed by the schema: [\"name\"]");
        yield return new("unknown field, change", "POST", "/change-status", Change(Standing, "cancelled", ",\"reason\":\"flu\""), 400, "body", "not allowed by the schema: [\"reason\"]");
        yield return new("blank schedule", "POST", "/peru", Registration(more: ",\"schedule\":\"\""), 400, "body", "is too short|does not match");
        yield return new("a schedule of dots", "POST", "/peru", Registration(more: ",\"schedule\":\"..\""), 400, "body", "does not match input string \"..\"");
        yield return new("over 10 MB", "POST", "/peru", Registration(new string('x', 10_485_760)), 413, "", "10485760 bytes");
    }

    private static IEnumerable<RefusedRequest> MediaTypes()
    {
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "application/xml", "application/jsonx" })
        {
            yield return new($"{type}, registration", "POST", "/peru", Registration(), 415, "Content-Type", "application/json", ContentType: type);
            yield return new($"{type}, change", "POST", "/change-status", Change(Standing, "cancelled"), 415, "Content-Type", "application/json", ContentType: type);
        }
    }

    private static IEnumerable<RefusedRequest> OfId(string id)
    {
        var name = string.Concat((id.Length > 20 ? $"{id.Length} characters" : id).Select(letter => char.IsControl(letter) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}") : $"{letter}"));
        yield return new($"id '{name}', registration", "POST", "/peru", Registration(id), 400, "body", "does not match|is too long|is too short");
        yield return new($"id '{name}', change", "POST", "/change-status", Change(id, "cancelled"), 400, "body", "does not match|is too long|is too short");
        if (id is not ("" or "\0")) // %00 in a path is no HTTP: servers refuse it before any API is looked at
            yield return new($"id '{name}', one", "GET", $"/appointments/{(id is "." or ".." ? id : Uri.EscapeDataString(id))}", null, 400, "appointmentId", Rule);
    }

    private static IEnumerable<RefusedRequest> Routes()
    {
        foreach (var (path, allowed) in new[] { ("/peru", "POST"), ("/chile", "POST"), ("/change-status", "POST"), ("/appointments", "GET"), ("/appointments/stands", "GET"), ("/health", "GET") })
        {
            foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" }.Where(method => method != allowed))
                yield return new($"{method} {path}", method, path, null, 405, "", $"This path takes {allowed}.");
        }

        foreach (var path in new[] { "", "/", "/nowhere", "/Peru", "/bolivia", "/peru/x", "/appointments/a/b", "/change-status/x" })
        {
            yield return new($"no path {path}", "GET", path, null, 404, "", "There is no such path");
            yield return new($"no path {path}, no key", "POST", path, Registration(), 404, "", "There is no such path", Key: "");
        }

        yield return new("unknown method", "PROPFIND", "/peru", null, 404, "", "There is no such path");
    }

    private static IEnumerable<RefusedRequest> Moves()
    {
        yield return new("unknown id, one", "GET", $"/appointments/{NeverSent}", null, 404, "", "is not known in this region");
        yield return new("unknown id, change", "POST", "/change-status", Change(NeverSent, "confirmed"), 404, "", "is not known in this region");
        foreach (var status in new[] { "requested", "rejected", "completed" })
            yield return new($"from confirmed to {status}", "POST", "/change-status", Change(Standing, status), 409, "", $"is confirmed and cannot become {status}. It can become ");
    }

    private static IEnumerable<RefusedRequest> Lists()
    {
        foreach (var limit in new[] { "0", "101", "abc", "", "-1", "1.5", "%201", "99999999999" })
            yield return new($"limit '{limit}'", "GET", $"/appointments?limit={limit}", null, 400, "limit", "a whole number from 1 to 100");
        foreach (var cursor in new[] { "", "abc", "!!!", "cmVxdWVzdGVk", "cmVxdWVzdGVkIzIwMjYtMTEtMjRUMTA6MDA6MDAuMDAwWiNhLw" })
            yield return new($"cursor '{cursor}'", "GET", $"/appointments?cursor={cursor}", null, 400, "cursor", "the next of an earlier page");
        yield return new("no such country", "GET", "/appointments?country=FR", null, 400, "country", "one of PE (Perú), CL (Chile)");
        yield return new("a blank country", "GET", "/appointments?country=", null, 400, "country", "one of PE (Perú)");
        yield return new("no such status", "GET", "/appointments?status=done", null, 400, "status", "one of requested");
        yield return new("two countries", "GET", "/appointments?country=PE&country=CL", null, 400, "country", "given once");
        yield return new("no such filter", "GET", "/appointments?colour=red", null, 400, "colour", "one of country, status, limit, cursor");
        yield return new("a filter on one", "GET", $"/appointments/{Standing}?country=PE", null, 400, "country", "takes no query parameters");
    }
}

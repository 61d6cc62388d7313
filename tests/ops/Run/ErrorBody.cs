using System.Text.Json;
using System.Text.Json.Nodes;

namespace Appointments.Tests.Run;

/// <summary>The one form of every error: <c>{"message","errors":[{"field","rule"}]}</c>.</summary>
internal static class ErrorBody
{
    /// <summary>Reads it, and fails where it is of another form.</summary>
    public static (string Message, IReadOnlyList<(string Field, string Rule)> Errors) Read(string text)
    {
        JsonNode body;
        try { body = JsonNode.Parse(text)!; }
        catch (JsonException) { throw new Xunit.Sdk.XunitException($"Not JSON: {(text.Length > 500 ? text[..500] : text)}"); }

        Assert.Equal(["errors", "message"], body.AsObject().Select(member => member.Key).Except(["quarantined"]).Order()); // an unknown id's 404 tells what quarantine knows
        var errors = body["errors"]!.AsArray().Select(error =>
        {
            Assert.Equal(["field", "rule"], error!.AsObject().Select(member => member.Key).Order());
            return (Field: error["field"]!.GetValue<string>(), Rule: error["rule"]!.GetValue<string>());
        }).ToArray();
        var message = body["message"]!.GetValue<string>();
        Assert.All(errors.SelectMany(error => new[] { error.Field, error.Rule }).Append(message), Assert.NotEmpty);
        return (message, errors);
    }
}

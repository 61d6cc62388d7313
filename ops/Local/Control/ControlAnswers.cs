using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Control;

/// <summary>How the control reads and answers.</summary>
internal static class ControlAnswers
{
    public static Task AnswerAsync(this HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, ControlJson.Options);
    }

    public static Task SayAsync(this HttpContext context, int status, string message) => context.AnswerAsync(status, new { message });

    /// <returns>The query's value; null where it is not there or empty.</returns>
    public static string? Asked(this HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <returns>Null: the body is not what was expected, which is to be answered with 400.</returns>
    public static async Task<T?> BodyAsync<T>(this HttpContext context)
        where T : class
    {
        try { return await context.Request.ReadFromJsonAsync<T>(ControlJson.Options, context.RequestAborted); }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException) { return null; } // not JSON, or said not to be
    }
}

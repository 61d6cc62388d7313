using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Appointments.Local.Lambda;

/// <summary>What a process sends to the Runtime API.</summary>
/// <param name="Bytes">Empty where the body is over the limit.</param>
/// <param name="Length">The whole length, in bytes.</param>
internal readonly record struct RuntimeBody(ReadOnlyMemory<byte> Bytes, long Length)
{
    public static async Task<RuntimeBody> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16_384];
        long length = 0;
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            length += read;
            if (length <= limit)
            {
                await kept.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        }

        return length > limit ? new RuntimeBody(default, length) : new RuntimeBody(kept.ToArray(), length);
    }

    /// <summary>Reads <c>{"errorMessage","errorType"}</c>; the header says the type where the body does not.</summary>
    public static async Task<FunctionAnswer> ReadErrorAsync(HttpRequest request, CancellationToken cancel)
    {
        var body = await ReadAsync(request, LambdaErrors.LongestAnswer, cancel);
        var fallback = request.Headers["Lambda-Runtime-Function-Error-Type"].ToString() is { Length: > 0 } header ? header : LambdaErrors.Unknown;
        try
        {
            using var json = JsonDocument.Parse(body.Bytes);
            return LambdaErrors.Failure(Text(json.RootElement, "errorType") ?? fallback, Text(json.RootElement, "errorMessage") ?? "The function failed and gave no message.");
        }
        catch (JsonException e)
        {
            return LambdaErrors.Failure(fallback, $"The function failed, and its error is not JSON: {e.Message}");
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}

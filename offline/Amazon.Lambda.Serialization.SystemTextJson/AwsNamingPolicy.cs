using System.Text.Json;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Camel case, but for two of S3's response headers; a fallback policy replaces the camel case.</summary>
public class AwsNamingPolicy : JsonNamingPolicy
{
    private readonly JsonNamingPolicy fallback;

    public AwsNamingPolicy() : this(CamelCase)
    {
    }

    public AwsNamingPolicy(JsonNamingPolicy fallbackNamingPolicy) => fallback = fallbackNamingPolicy;

    public override string ConvertName(string name) => name switch
    {
        "XAmzId2" => "x-amz-id-2",
        "XAmzRequestId" => "x-amz-request-id",
        _ => fallback?.ConvertName(name) ?? name,
    };
}

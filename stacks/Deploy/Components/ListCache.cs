using Appointments.Plan;
using Pulumi;
using Pulumi.Aws.ApiGateway;
using Pulumi.Aws.ApiGateway.Inputs;

namespace Appointments.Deploy.Components;

/// <param name="Seconds">How old an answer may be.</param>
public sealed record ListCacheArgs(RestApi Api, Stage Stage, int Seconds);

/// <summary>
/// What of an API comes from API Gateway's memory: lists, and nothing else. They lag behind anyway, as every index does. A single appointment is read to decide by, and /health
/// and /drained move the traffic: neither may be old by a second.
/// </summary>
/// <remarks>Source: AWS, "Cache settings for REST APIs in API Gateway": a stage with a cache caches every GET unless it is told otherwise.</remarks>
public sealed class ListCache : ComponentResource
{
    public ListCache(string name, ListCacheArgs args, ComponentResourceOptions options) : base("appointments:api:ListCache", name, options)
    {
        var rest = Declare($"{name}-rest", args, "*/*", new MethodSettingsSettingsArgs { CachingEnabled = false }, []);
        Declare($"{name}-lists", args, $"{ApiPaths.Appointments.TrimStart('/')}/GET", new MethodSettingsSettingsArgs
        {
            CachingEnabled = true,
            CacheTtlInSeconds = args.Seconds,
            RequireAuthorizationForCacheControl = true, // nobody empties it from outside with Cache-Control: max-age=0…
            UnauthorizedCacheControlHeaderStrategy = "SUCCEED_WITHOUT_RESPONSE_HEADER", // …and who tries gets the cached list
        }, [rest]);
        RegisterOutputs();
    }

    private MethodSettings Declare(string name, ListCacheArgs args, string path, MethodSettingsSettingsArgs settings, InputList<Resource> after)
    {
        settings.CacheDataEncrypted = true;
        return new MethodSettings(name, new MethodSettingsArgs { RestApi = args.Api.Id, StageName = args.Stage.StageName, MethodPath = path, Settings = settings },
            new CustomResourceOptions { Parent = this, DependsOn = after });
    }
}

using System.Collections.Immutable;

namespace Appointments.Plan.Performance;

/// <summary>Reads what is about load.</summary>
internal sealed class PerformanceSettingsReader(SettingsReader read)
{
    /// <summary>Source: API Gateway API, "CreateStage", cacheClusterSize.</summary>
    private static readonly ImmutableArray<string> CacheSizes = ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"];

    public PerformanceSettings Read()
    {
        var batch = read.Integer(Settings.RegistrationBatchSize, 1, 10); // a FIFO mapping takes no more
        var reserved = read.Integer(Settings.FunctionReservedConcurrency, number => number is 0 or (>= 2 and <= 1_000), $"0 for none, or 2 to 1,000, because {Settings.RegistrationConcurrency.FullKey} may be no more and no less than 2");
        var concurrency = reserved is 0
            ? read.Integer(Settings.RegistrationConcurrency, number => number is 0 or (>= 2 and <= 1_000), "0 for no limit, or 2 to 1,000") // Lambda API, "ScalingConfig"
            : read.Integer(Settings.RegistrationConcurrency, number => number >= 2 && number <= reserved, // what is over it would be throttled, and its receives counted: "Configuring scaling behavior for SQS event source mappings"
                $"2 to {reserved}, because {Settings.FunctionReservedConcurrency.FullKey} {reserved} would throttle more, and throttled messages become dead letters", $"{reserved}");
        return new PerformanceSettings(batch, concurrency is 0 ? null : concurrency, reserved is 0 ? null : reserved, ReadCache());
    }

    private ApiCacheSettings? ReadCache()
    {
        var size = read.Text(Settings.ApiCacheGigabytes, $"0 for no cache, or one of {string.Join(", ", CacheSizes)}", text => text is "0" || CacheSizes.Contains(text));
        var seconds = read.Integer(Settings.ApiCacheSeconds, 1, 60);
        return size is "0" or "" ? null : new ApiCacheSettings(size, seconds);
    }
}

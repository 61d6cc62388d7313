using Appointments.Plan.Performance;

namespace Appointments.Tests.Plan;

public sealed class PerformanceSettingsTests
{
    [Fact]
    public void UsualSettings_TakeWholeBatches_AndLimitAndCacheNothing() => Assert.Equal(new PerformanceSettings(10, null, null, null), new SettingsText().Parse().Performance);

    [Fact]
    public void LimitsAndCache_AreRead() =>
        Assert.Equal(new PerformanceSettings(1, 2, 2, new ApiCacheSettings("0.5", 60)),
            new SettingsText().With("registrationBatchSize", "1").With("registrationConcurrency", "2").With("functionReservedConcurrency", "2").With("apiCacheGigabytes", "0.5").With("apiCacheSeconds", "60").Parse().Performance);

    [Theory]
    [InlineData("registrationBatchSize", "0")]
    [InlineData("registrationBatchSize", "11")]
    [InlineData("registrationConcurrency", "1")]
    [InlineData("registrationConcurrency", "1001")]
    [InlineData("functionReservedConcurrency", "-1")]
    [InlineData("functionReservedConcurrency", "1001")]
    [InlineData("apiCacheGigabytes", "1")]
    [InlineData("apiCacheSeconds", "0")]
    [InlineData("apiCacheSeconds", "61")]
    public void AWrongValue_IsAProblemOfItsKey(string key, string value) => Assert.Equal([$"appointments:{key}"], new SettingsText().With(key, value).Problems());

    [Theory]
    [InlineData("0")]
    [InlineData("6")]
    public void MoreBatchesThanInvocations_WouldBeThrottledIntoDeadLetters(string concurrency) =>
        Assert.Equal(["appointments:registrationConcurrency"], new SettingsText().With("functionReservedConcurrency", "5").With("registrationConcurrency", concurrency).Problems());
}

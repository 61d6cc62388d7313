using Appointments.Plan;

namespace Appointments.Tests.Plan;

/// <summary>A country's path is in names that AWS bounds, beside a region's: tests/stacks/Deploy holds the names themselves.</summary>
public sealed class CountryPathTests
{
    private static SettingsText With(string other, int length) => new SettingsText()
        .With("regions", $"""["us-east-1","{other}"]""")
        .With("countries", $$"""[{"code":"PE","path":"p","name":"Perú"},{"code":"VC","path":"{{new string('v', length)}}","name":"Vincent"}]""");

    [Theory]
    [InlineData("us-west-2", 28)]
    [InlineData("eu-central-1", 25)]
    [InlineData("ap-southeast-2", 23)]
    public void APath_MayBeAsLongAsTheLongestRegionLeavesRoomFor(string region, int longest)
    {
        Assert.Equal(longest, With(region, longest).Parse().Countries[1].Path.Length);
        var problem = Assert.Single(Assert.Throws<SettingsException>(With(region, longest + 1).Parse).Problems);

        Assert.Equal("appointments:countries", problem.FullKey);
        Assert.Equal($"VC with the path {new string('v', longest + 1)} of {longest + 1} characters", problem.Value);
        Assert.Contains($"a path of a-z, 0-9 and - ({longest} characters at most: ", problem.Rule);
        Assert.Contains("is in the same names, and a role's takes 64)", problem.Rule);
    }

    [Fact]
    public void TheLongestRegion_IsNamed_WhereverItStands() =>
        Assert.Contains("at most: ap-southeast-2 is in", Assert.Single(Assert.Throws<SettingsException>(With("ap-southeast-2", 24).Parse).Problems).Rule);

    [Fact]
    public void ARegion_ThatLeavesNoRoom_IsNone()
    {
        static string Region(int length) => $"us-{new string('e', length - 5)}-1";

        Assert.Equal(["appointments:regions"], With(Region(37), 1).Problems());
        With(Region(36), 1).Parse();
    }
}

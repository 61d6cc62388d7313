namespace Appointments.Tests.Run;

/// <summary>The key of drills: ids of its own, for it alone, and gone after a day.</summary>
public sealed class DrillKeyTests(DevWorld dev) : IClassFixture<DevWorld>
{
    private const string Us = "us-east-1", Sa = "sa-east-1";

    private readonly World world = dev.World;

    [Fact]
    public async Task WhatADrillRegistersAndChanges_IsThereInEveryRegion_ReadByAnyKey_AndExpires()
    {
        using var drill = Drill(Us);
        Assert.Equal(202, (await drill.RegisterAsync("peru", "drill-lives", "PE")).Code);
        await world.SeeAsync(Us, "drill-lives");
        Assert.Equal(200, (await drill.ChangeAsync("drill-lives", "confirmed")).Code);

        await world.SettleAsync();

        Assert.Equal("confirmed", (await world.AlikeAsync("drill-lives"))["status"]!.ToString()); // read with a clinic's key
        foreach (var (region, items) in await Tables.ReadAsync(world.Run))
        {
            var rows = items.Split('\n').Where(item => item.Contains("\"drill-lives\"")).ToArray();
            Assert.Equal(2, rows.Length);
            Assert.All(rows, row => Assert.Matches("expires_at={\"N\":\"[0-9]{10}\"}", row));
            Assert.Single(rows.Select(row => row[row.IndexOf("expires_at", StringComparison.Ordinal)..].Split(',')[0]).Distinct()); // a change goes when its registration does
        }
    }

    [Fact]
    public async Task AClinicsKey_MayNotUseADrillsId_AndIsToldWhy()
    {
        using var drill = Drill(Us);
        Assert.Equal(202, (await world.Regions[Us].RegisterAsync("peru", "drill-not-yours", "PE")).Code);

        Assert.Contains("is for drills", (await world.SeeQuarantinedAsync(Us, "drill-not-yours"))[0]!["reason"]!.ToString());
        Assert.Equal(404, (await world.Regions[Us].GetAsync("/appointments/drill-not-yours")).Code);

        Assert.Equal(202, (await drill.RegisterAsync("peru", "drill-not-yours", "PE")).Code); // and the drill's own is not swallowed as the same
        await world.SeeAsync(Us, "drill-not-yours");
        var refused = await world.Regions[Us].ChangeAsync("drill-not-yours", "confirmed");
        Assert.Equal(403, refused.Code);
        Assert.Contains("is for drills", ErrorBody.Read(refused.Body.ToJsonString()).Message);
    }

    [Fact]
    public async Task ADrill_MayNotUseAPatientsId_AndDoesNotSwallowItsRegistration()
    {
        using var drill = Drill(Sa);
        Assert.Equal(202, (await drill.RegisterAsync("chile", "patients-own", "CL")).Code);
        Assert.Contains("may only use", (await world.SeeQuarantinedAsync(Sa, "patients-own"))[0]!["reason"]!.ToString());

        await world.RegisterAsync(Sa, "patients-own", "chile"); // within the five minutes in which the queue takes a repeated id for the same

        Assert.Equal(403, (await drill.ChangeAsync("patients-own", "cancelled")).Code);
        Assert.Equal("requested", (await world.SeeAsync(Sa, "patients-own"))["status"]!.ToString());
    }

    [Fact]
    public async Task TheKeysAreInPlansOfTheirOwn()
    {
        foreach (var api in world.Topologies.Values.Select(topology => topology.Api))
        {
            Assert.Equal(2, api.UsagePlans.Length);
            Assert.All(api.Keys, key => Assert.Single(api.UsagePlans, plan => plan.KeyIds.Contains(key.Id)));
        }

        Assert.DoesNotContain(world.Run.DrillApiKey!, (await world.Control.StatusAsync()).ToJsonString());
    }

    private ApiClient Drill(string region) => new(world.Run.Regions.Single(each => each.Region == region).Stage, world.Run.DrillApiKey!);
}

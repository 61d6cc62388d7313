using Appointments.Deploy;
using Appointments.Plan;
using Pulumi;

namespace Appointments.Tests.Deploy;

public sealed class FunctionPackageTests
{
    [Fact]
    public void APrebuiltZip_ThatIsNotThere_IsNamed_WithWhatToDo()
    {
        var problem = Assert.Throws<RunException>(() => FunctionPackage.For(Functions("missing.zip")));

        Assert.Contains("appointments:functionsArchive names ", problem.Message);
        Assert.Contains("missing.zip, which is not there", problem.Message);
        Assert.Contains("unset the key", problem.Message);
    }

    [Fact]
    public void APrebuiltZip_IsTakenAsItIs()
    {
        var zip = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.zip");
        File.WriteAllBytes(zip, []);
        try { Assert.IsType<FileArchive>(FunctionPackage.For(Functions(zip))); }
        finally { File.Delete(zip); }
    }

    private static FunctionSettings Functions(string archive) => new(MemoryMegabytes: 512, TimeoutSeconds: 20, "x86_64", archive);
}

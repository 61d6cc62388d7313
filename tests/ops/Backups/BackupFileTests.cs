using Appointments.Aws;
using Appointments.Contract;
using Appointments.Domain;
using Appointments.Tests.TestKit;

namespace Appointments.Tests.Backups;

public sealed class BackupFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("backup-file-");

    private string Path => System.IO.Path.Combine(folder.FullName, "backup.jsonl");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Rows_ReadBackAsTheyWereWritten()
    {
        LedgerRow[] rows = [.. An.Appointment("a").InSchedule("dr-a").Confirmed().Rows(), An.Appointment("b").Last() with { ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000) }];

        await BackupFile.WriteAsync(Path, rows.Reverse(), CancellationToken.None);

        Assert.Equal(rows, await BackupFile.ReadAsync(Path, CancellationToken.None));
    }

    /// <summary>DynamoDB's export of the table holds them: they are no appointment's.</summary>
    [Fact]
    public async Task OperatorsProbes_AreNotRead()
    {
        await BackupFile.WriteAsync(Path, [.. An.Appointment("a").Rows(), .. An.Appointment(AppointmentsTable.ProbeId("us-east-1")).Rows()], CancellationToken.None);

        Assert.Equal(["a"], (await BackupFile.ReadAsync(Path, CancellationToken.None)).Select(row => row.AppointmentId));
    }

    /// <summary>A line as AWS, "DynamoDB table export output format", shows it.</summary>
    [Fact]
    public async Task ALine_IsAnItemAsDynamoDbExportsIt()
    {
        await BackupFile.WriteAsync(Path, An.Appointment("a").Rows(), CancellationToken.None);

        Assert.StartsWith("""{"Item":{"appointment_id":{"S":"a"},"changed_at":{"S":"2026-11-24T12:00:00.000Z"},""", await File.ReadAllTextAsync(Path));
    }

    [Theory]
    [InlineData("""{"Item":{"appointment_id":{"S":"a"}}}""", "attribute status is missing")]
    [InlineData("""{"appointment_id":"a"}""", "is no row")]
    [InlineData("requested", "is no row")]
    public async Task ALineThatIsNoRow_IsRefusedWithItsNumber(string line, string expected)
    {
        await BackupFile.WriteAsync(Path, An.Appointment("a").Rows(), CancellationToken.None);
        await File.AppendAllLinesAsync(Path, [line]);

        var problem = await Assert.ThrowsAsync<OperatorException>(() => BackupFile.ReadAsync(Path, CancellationToken.None));

        Assert.Contains("Line 2 of", problem.Message);
        Assert.Contains(expected, problem.Message);
    }
}

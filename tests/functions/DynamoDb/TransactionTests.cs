using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Appointments.Domain;
using Appointments.DynamoDb;
using Appointments.Tests.TestKit;
using Moq;

namespace Appointments.Tests.DynamoDb;

/// <summary>How a cancelled transaction is read. DynamoDB Local never cancels one for a conflict or for throttling, so these are told.</summary>
public sealed class TransactionTests
{
    [Theory]
    [InlineData("TransactionConflict", "None", AppendOutcome.Collided)]
    [InlineData("None", "TransactionConflict", AppendOutcome.Collided)]
    [InlineData("ConditionalCheckFailed", "TransactionConflict", AppendOutcome.LostRace)]
    [InlineData("None", "ConditionalCheckFailed", AppendOutcome.LostRace)]
    public async Task Append_TellsALostRaceFromACollision(string first, string second, AppendOutcome outcome) =>
        Assert.Equal(outcome, await AppendAsync(first, second));

    [Fact]
    public async Task Append_Throws_WhenItMayWorkLater() => await Assert.ThrowsAsync<TransactionCanceledException>(() => AppendAsync("None", "ThrottlingError"));

    private static Task<AppendOutcome> AppendAsync(params string[] reasons)
    {
        var dynamoDb = new Mock<IAmazonDynamoDB>(MockBehavior.Strict);
        dynamoDb.Setup(client => client.TransactWriteItemsAsync(It.IsAny<TransactWriteItemsRequest>(), It.IsAny<CancellationToken>()))
            .ThrowsAsync(new TransactionCanceledException("Cancelled") { CancellationReasons = [.. reasons.Select(code => new CancellationReason { Code = code })] });
        return new DynamoAppointmentLedger(dynamoDb.Object, "table").AppendAsync(An.Appointment().Last(), An.Appointment().Confirmed().Last(), default);
    }
}

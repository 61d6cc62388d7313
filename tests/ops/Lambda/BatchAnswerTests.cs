using System.Text;
using Appointments.Local.EventSources;
using Appointments.Local.Lambda;

namespace Appointments.Tests.LocalLambda;

/// <summary>AWS, "Handling errors for an SQS event source in Lambda", success and failure conditions.</summary>
public sealed class BatchAnswerTests
{
    private static readonly string[] Items = ["m1", "m2", "m3"];

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"batchItemFailures":null}""")]
    [InlineData("""{"batchItemFailures":[]}""")]
    public void Batch_IsDone_WhenTheAnswerNamesNoFailure(string answer)
    {
        var read = Read(answer);

        Assert.False(read.WholeBatchFailed);
        Assert.Empty(read.FailedItems);
        Assert.Null(read.Why);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("\"m1\"")]
    [InlineData("""{"batchItemFailures":"m1"}""")]
    [InlineData("""{"batchItemFailures":["m1"]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":1}]}""")]
    [InlineData("""{"batchItemFailures":[{"messageId":"m1"}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"m4"}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"m1"},{"itemIdentifier":"m4"}]}""")]
    public void Batch_FailsWhole_WhenTheAnswerCannotBeTrusted(string answer)
    {
        var read = Read(answer);

        Assert.True(read.WholeBatchFailed);
        Assert.NotNull(read.Why);
    }

    [Fact]
    public void Batch_FailsInPart_WhenTheAnswerNamesItems()
    {
        var read = Read("""{"batchItemFailures":[{"itemIdentifier":"m3"},{"itemIdentifier":"m1"},{"itemIdentifier":"m3"}]}""");

        Assert.False(read.WholeBatchFailed);
        Assert.Equal(["m1", "m3"], read.FailedItems.Order());
    }

    [Fact]
    public void Answer_IsNotRead_WhenTheMappingDoesNotReportItemFailures()
    {
        var read = BatchAnswer.Read(new FunctionAnswer(Encoding.UTF8.GetBytes("""{"batchItemFailures":[{"itemIdentifier":"m1"}]}""")), reportsItemFailures: false, Items);

        Assert.False(read.WholeBatchFailed);
        Assert.Empty(read.FailedItems);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Batch_FailsWhole_WhenTheFunctionFails(bool reports)
    {
        var read = BatchAnswer.Read(new FunctionAnswer(default, "Sample.Thrown", "No."), reports, Items);

        Assert.True(read.WholeBatchFailed);
        Assert.Equal("Sample.Thrown: No.", read.Why);
    }

    private static BatchAnswer Read(string answer) => BatchAnswer.Read(new FunctionAnswer(Encoding.UTF8.GetBytes(answer)), reportsItemFailures: true, Items);
}

using Appointments.Plan;

namespace Appointments.Tests.Deploy;

[Collection(nameof(Recorded))]
public sealed class IntakeTests(Recorded recorded)
{
    private const string Queue = "aws:sqs/queue:Queue", Mapping = "aws:lambda/eventSourceMapping:EventSourceMapping", Function = "aws:lambda/function:Function";

    public static TheoryData<string, string, string> Intakes
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var stack in Recorded.Stacks)
                foreach (var region in Recorded.Settings(stack).Regions)
                    foreach (var country in Recorded.Settings(stack).Countries)
                        data.Add(stack, region, country.Path);
            return data;
        }
    }

    [Theory, MemberData(nameof(Intakes))]
    public async Task ACountrysQueue_IsFifoWithItsOwnDeadLetters(string stack, string region, string country)
    {
        var graph = await recorded.GraphAsync(stack);
        var queue = graph.Named(Queue, $"{region}-{country}-queue");
        var dead = graph.Named(Queue, $"{region}-{country}-queue-dead");

        Assert.All([queue, dead], each =>
        {
            Assert.True(each.Inputs["fifoQueue"]!.GetValue<bool>());
            Assert.EndsWith(".fifo", each.Outputs["name"]!.ToString());
            Assert.Equal("messageGroup", each.Inputs["deduplicationScope"]!.ToString());
            Assert.Equal("perMessageGroupId", each.Inputs["fifoThroughputLimit"]!.ToString());
            Assert.Equal(Recorded.Settings(stack).Data.CustomerManagedKey, each.Inputs["kmsMasterKeyId"] is not null);
            Assert.Equal(14 * 86_400, each.Inputs["messageRetentionSeconds"]!.GetValue<int>());
        });
        Assert.Equal(dead.Outputs["arn"]!.ToString(), queue.Json("redrivePolicy")["deadLetterTargetArn"]!.ToString());
        Assert.Equal(5, queue.Json("redrivePolicy")["maxReceiveCount"]!.GetValue<int>());
        var allow = graph.Named("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", $"{region}-{country}-queue-dead-allow");
        Assert.Equal(dead.Outputs["url"]!.ToString(), allow.Inputs["queueUrl"]!.ToString());
        Assert.Equal(queue.Outputs["arn"]!.ToString(), Assert.Single(allow.Json("redriveAllowPolicy")["sourceQueueArns"]!.AsArray())!.ToString());
    }

    [Theory, MemberData(nameof(Intakes))]
    public async Task ACountrysQueue_IsReadByItsOwnFunction_InBatchesThatMayFailInPart(string stack, string region, string country)
    {
        var graph = await recorded.GraphAsync(stack);
        var queue = graph.Named(Queue, $"{region}-{country}-queue");
        var function = graph.Named(Function, $"{region}-{country}-register");

        var mapping = Assert.Single(graph.OfType(Mapping), mapping => mapping.Inputs["eventSourceArn"]!.ToString() == queue.Outputs["arn"]!.ToString());

        Assert.Equal(function.Outputs["arn"]!.ToString(), mapping.Inputs["functionName"]!.ToString());
        Assert.Equal(10, mapping.Inputs["batchSize"]!.GetValue<int>()); // a FIFO mapping takes no more, and no window
        Assert.Null(mapping.Inputs["maximumBatchingWindowInSeconds"]);
        Assert.Equal("ReportBatchItemFailures", Assert.Single(mapping.Inputs["functionResponseTypes"]!.AsArray())!.ToString());
        Assert.Equal("RegisterAppointments", function.Inputs["handler"]!.ToString());
        Assert.Equal(6 * function.Inputs["timeout"]!.GetValue<int>(), queue.Inputs["visibilityTimeoutSeconds"]!.GetValue<int>());
        Assert.Contains(graph.Named("aws:iam/rolePolicy:RolePolicy", $"{region}-{country}-register-policy").Urn, mapping.DependsOn);
    }

    [Theory, MemberData(nameof(Intakes))]
    public async Task ItsDeadLetters_AreReadByTheirOwnFunction_WhichMayPutThemBackThereAndNowhereElse(string stack, string region, string country)
    {
        var graph = await recorded.GraphAsync(stack);
        var (queue, dead) = (graph.Named(Queue, $"{region}-{country}-queue"), graph.Named(Queue, $"{region}-{country}-queue-dead"));
        var function = graph.Named(Function, $"{region}-{country}-dead-letters");
        var policy = graph.Named("aws:iam/rolePolicy:RolePolicy", $"{region}-{country}-dead-letters-policy");

        var mapping = Assert.Single(graph.OfType(Mapping), mapping => mapping.Inputs["eventSourceArn"]!.ToString() == dead.Outputs["arn"]!.ToString());

        Assert.Equal(function.Outputs["arn"]!.ToString(), mapping.Inputs["functionName"]!.ToString());
        Assert.Equal("ReportBatchItemFailures", Assert.Single(mapping.Inputs["functionResponseTypes"]!.AsArray())!.ToString());
        Assert.Equal("ProcessDeadLetters", function.Inputs["handler"]!.ToString());
        Assert.Equal(queue.Outputs["url"]!.ToString(), function.Inputs["environment"]!["variables"]!["REGISTRATIONS_QUEUE_URL"]!.ToString());
        Assert.Equal(6 * function.Inputs["timeout"]!.GetValue<int>(), dead.Inputs["visibilityTimeoutSeconds"]!.GetValue<int>());
        Assert.Contains(policy.Urn, mapping.DependsOn);
        Assert.Equal(queue.Outputs["arn"]!.ToString(), Assert.Single(policy.Grants(), grant => grant.Action == "sqs:SendMessage").Resource);
        Assert.Equal(dead.Outputs["arn"]!.ToString(), Assert.Single(policy.Grants(), grant => grant.Action == "sqs:ReceiveMessage").Resource);
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task TheStream_IsReadInEveryRegion_FromItsBeginning_AndToldOfWhatIsGivenUp(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var settings = Recorded.Settings(stack);
        var table = graph.Named("aws:dynamodb/table:Table", "global-appointments");

        Assert.All(settings.Regions, region =>
        {
            var mapping = graph.Named(Mapping, $"{region}-reconcile-source");
            var stream = region == settings.PrimaryRegion ? table.Outputs["streamArn"] : table.Outputs["replicas"]!.AsArray().Single(replica => replica!["regionName"]!.ToString() == region)!["streamArn"];
            Assert.Equal(stream!.ToString(), mapping.Inputs["eventSourceArn"]!.ToString());
            Assert.Contains($":{region}:", mapping.Inputs["eventSourceArn"]!.ToString());
            Assert.Equal("TRIM_HORIZON", mapping.Inputs["startingPosition"]!.ToString());
            Assert.Equal(2, mapping.Inputs["maximumBatchingWindowInSeconds"]!.GetValue<int>());
            Assert.True(mapping.Inputs["bisectBatchOnFunctionError"]!.GetValue<bool>());
            Assert.InRange(mapping.Inputs["maximumRetryAttempts"]!.GetValue<int>(), 1, 1_000);
            Assert.Equal(graph.Named(Queue, $"{region}-reconcile-failures").Outputs["arn"]!.ToString(), mapping.Inputs["destinationConfig"]!["onFailure"]!["destinationArn"]!.ToString());
        });
    }

    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    [Theory]
    [InlineData("dev", 1000, 2000, 1_000_000)]
    [InlineData("prod", 100, 200, 10_000)]
    public async Task TheUsagePlan_IsTheEnvironments_InEveryRegion_WithOneKey(string stack, int rate, int burst, int month)
    {
        var graph = await recorded.GraphAsync(stack);
        var plans = graph.OfType("aws:apigateway/usagePlan:UsagePlan").ToArray();

        Assert.Equal(2, plans.Length);
        Assert.All(plans, plan =>
        {
            Assert.Equal(rate, plan.Inputs["throttleSettings"]!["rateLimit"]!.GetValue<double>());
            Assert.Equal(burst, plan.Inputs["throttleSettings"]!["burstLimit"]!.GetValue<int>());
            Assert.Equal((month, "MONTH"), (plan.Inputs["quotaSettings"]!["limit"]!.GetValue<int>(), plan.Inputs["quotaSettings"]!["period"]!.ToString()));
            var key = Assert.Single(graph.OfType("aws:apigateway/usagePlanKey:UsagePlanKey"), key => key.Inputs["usagePlanId"]!.ToString() == plan.Outputs["id"]!.ToString());
            Assert.Contains(graph.OfType("aws:apigateway/apiKey:ApiKey"), apiKey => apiKey.Outputs["id"]!.ToString() == key.Inputs["keyId"]!.ToString() && apiKey.Region == plan.Region);
        });
    }
}

using Appointments.Plan;

namespace Appointments.Tests.Deploy;

[Collection(nameof(Recorded))]
public sealed class PermissionsTests(Recorded recorded)
{
    private const string Function = "aws:lambda/function:Function", RolePolicy = "aws:iam/rolePolicy:RolePolicy", Role = "aws:iam/role:Role";

    public static TheoryData<string> Stacks => new(Recorded.Stacks);

    [Theory, MemberData(nameof(Stacks))]
    public async Task NoPolicy_HasAWildcard_ButForLogStreamsAndBackups(string stack)
    {
        var policies = (await recorded.GraphAsync(stack)).OfType(RolePolicy).ToArray();
        var grants = policies.SelectMany(policy => policy.Grants()).ToArray();

        Assert.True(grants.Length > 50);
        Assert.DoesNotContain(grants, grant => grant.Action.Contains('*'));
        Assert.DoesNotContain(grants, grant => grant.Resource.Contains('*') && !(grant.Action.StartsWith("logs:") && grant.Resource.StartsWith("arn:aws:logs:") && grant.Resource.EndsWith(":*")) && grant is not ("backup:CopyFromBackupVault", "*") && grant.Action is not "backup:TagResource");
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task EveryFunction_HasARoleOfItsOwn_AndALogGroupOfItsOwn(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var functions = graph.OfType(Function).ToArray();

        Assert.Equal(14, functions.Length); // in two regions: two of each of two countries, change, list, reconcile
        Assert.Equal(functions.Length, functions.Select(function => function.Inputs["role"]!.ToString()).Distinct().Count());
        Assert.All(functions, function =>
        {
            var role = graph.Named(Role, $"{function.Name}-role");
            Assert.Equal(role.Outputs["arn"]!.ToString(), function.Inputs["role"]!.ToString());
            Assert.Equal("lambda.amazonaws.com", role.Json("assumeRolePolicy")["Statement"]![0]!["Principal"]!["Service"]!.ToString());
            Assert.Equal(role.Outputs["name"]!.ToString(), graph.Named(RolePolicy, $"{function.Name}-policy").Inputs["role"]!.ToString());
            var log = graph.Named("aws:cloudwatch/logGroup:LogGroup", $"{function.Name}-log");
            Assert.Equal(log.Outputs["name"]!.ToString(), function.Inputs["loggingConfig"]!["logGroup"]!.ToString());
            Assert.Equal(Recorded.Settings(stack).LogRetentionDays, log.Inputs["retentionInDays"]!.GetValue<int>());
        });
    }

    [Theory]
    [InlineData("us-east-1-peru-register", "dynamodb:PutItem sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage")]
    [InlineData("us-east-1-peru-dead-letters", "dynamodb:PutItem sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage sqs:SendMessage")]
    [InlineData("us-east-1-change-status", "dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem")]
    [InlineData("us-east-1-list-appointments", "dynamodb:Query")]
    [InlineData("us-east-1-reconcile", "dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem sqs:SendMessage")]
    [InlineData("us-east-1-api", "dynamodb:GetItem sqs:SendMessage")]
    public async Task ARole_MayDoJustWhatItsFunctionDoes_InItsOwnRegion(string name, string actions)
    {
        var grants = (await recorded.GraphAsync("dev")).Named(RolePolicy, $"{name}-policy").Grants().ToArray();

        Assert.Equal(actions, string.Join(' ', grants.Select(grant => grant.Action).Where(action => !action.StartsWith("logs:")).Distinct().Order()));
        Assert.All(grants, grant => Assert.Contains(":us-east-1:", grant.Resource));
    }

    [Theory, MemberData(nameof(Stacks))]
    public async Task ApiGateway_MayInvokeJustTheFunctionsOfItsRoutes_FromItsOwnStage(string stack)
    {
        var graph = await recorded.GraphAsync(stack);
        var permissions = graph.OfType("aws:lambda/permission:Permission").ToArray();

        Assert.Equal(6, permissions.Length);
        Assert.All(permissions, permission =>
        {
            var api = graph.Named("aws:apigateway/restApi:RestApi", $"{permission.Region}-api");
            Assert.Equal("apigateway.amazonaws.com", permission.Inputs["principal"]!.ToString());
            Assert.Equal("lambda:InvokeFunction", permission.Inputs["action"]!.ToString());
            Assert.Matches($"^{api.Outputs["executionArn"]}/Prod/(POST/change-status|GET/appointments|GET/appointments/\\*)$", permission.Inputs["sourceArn"]!.ToString());
            Assert.Contains(graph.OfType(Function), function => function.Outputs["name"]!.ToString() == permission.Inputs["function"]!.ToString() && function.Region == permission.Region);
        });
    }
}

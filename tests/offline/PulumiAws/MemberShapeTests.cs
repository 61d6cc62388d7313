using System.Reflection;
using Pulumi;
using Pulumi.Aws.Lambda;
using Aws = Pulumi.Aws;

namespace Appointments.Tests.PulumiAws;

/// <summary>Names and types of members: what the Node package, from which a stand-in is generated, does not tell or tells otherwise.</summary>
public sealed class MemberShapeTests
{
    [Theory]
    [InlineData(typeof(Aws.ApiGateway.DomainName), "Domain", "domainName")]
    [InlineData(typeof(Aws.Sqs.RedrivePolicy), "RedrivePolicyName", "redrivePolicy")]
    [InlineData(typeof(Aws.Sqs.RedriveAllowPolicy), "RedriveAllowPolicyName", "redriveAllowPolicy")]
    public void PropertyThatWouldBeNamedLikeItsClass_HasAnotherName(Type resource, string name, string wireName)
    {
        var args = resource.Assembly.GetType($"{resource.FullName}Args", throwOnError: true)!;

        Assert.Equal(wireName, resource.GetProperty(name)!.GetCustomAttribute<OutputAttribute>()!.Name);
        Assert.Equal(wireName, WireName(args.GetProperty(name)!));
    }

    [Theory]
    [InlineData(typeof(Aws.CloudWatch.MetricAlarmArgs), "Threshold")]
    [InlineData(typeof(Aws.ApiGateway.Inputs.UsagePlanThrottleSettingsArgs), "RateLimit")]
    [InlineData(typeof(Aws.ApiGateway.Inputs.UsagePlanApiStageThrottleArgs), "RateLimit")]
    [InlineData(typeof(Aws.ApiGateway.Inputs.MethodSettingsSettingsArgs), "ThrottlingRateLimit")]
    [InlineData(typeof(Aws.ApiGateway.Inputs.StageCanarySettingsArgs), "PercentTraffic")]
    public void NumberWithAFraction_IsDouble(Type args, string name) =>
        Assert.Equal(typeof(Input<double>), args.GetProperty(name)!.PropertyType);

    [Theory]
    [InlineData(typeof(Aws.CloudWatch.MetricAlarmArgs), "EvaluationPeriods")]
    [InlineData(typeof(Aws.ApiGateway.Inputs.UsagePlanThrottleSettingsArgs), "BurstLimit")]
    [InlineData(typeof(Aws.ApiGateway.Inputs.MethodSettingsSettingsArgs), "ThrottlingBurstLimit")]
    [InlineData(typeof(Aws.Sqs.QueueArgs), "VisibilityTimeoutSeconds")]
    [InlineData(typeof(Aws.Route53.RecordArgs), "Ttl")]
    public void WholeNumber_IsInt(Type args, string name) =>
        Assert.Equal(typeof(Input<int>), args.GetProperty(name)!.PropertyType);

    [Theory]
    [InlineData(typeof(Aws.Iam.RoleArgs), "AssumeRolePolicy", typeof(Input<string>))] // Node also takes a document
    [InlineData(typeof(Aws.Iam.RolePolicyArgs), "Policy", typeof(Input<string>))]
    [InlineData(typeof(Aws.ApiGateway.StageArgs), "RestApi", typeof(Input<string>))] // Node also takes the resource
    [InlineData(typeof(Aws.CloudWatch.MetricAlarmArgs), "AlarmActions", typeof(InputList<string>))]
    [InlineData(typeof(FunctionArgs), "Runtime", typeof(InputUnion<string, Runtime>))]
    [InlineData(typeof(Aws.Route53.RecordArgs), "Type", typeof(InputUnion<string, Aws.Route53.RecordType>))]
    [InlineData(typeof(FunctionArgs), "Code", typeof(Input<Archive>))]
    [InlineData(typeof(FunctionArgs), "Environment", typeof(Input<Aws.Lambda.Inputs.FunctionEnvironmentArgs>))]
    [InlineData(typeof(Aws.Lambda.Inputs.FunctionEnvironmentArgs), "Variables", typeof(InputMap<string>))]
    [InlineData(typeof(Aws.DynamoDB.TableArgs), "Replicas", typeof(InputList<Aws.DynamoDB.Inputs.TableReplicaArgs>))]
    [InlineData(typeof(Aws.GetRegionArgs), "Region", typeof(string))]
    [InlineData(typeof(Aws.GetRegionInvokeArgs), "Region", typeof(Input<string>))]
    public void Input_HasTheTypeOfTheDotnetPackage(Type args, string name, Type expected) =>
        Assert.Equal(expected, args.GetProperty(name)!.PropertyType);

    [Fact]
    public void EnumThatIsRead_IsText()
    {
        // A value newer than the package must still be readable.
        Assert.Equal(typeof(Output<string>), typeof(Function).GetProperty("Runtime")!.PropertyType);
        Assert.Equal(typeof(Output<string>), typeof(Aws.Route53.Record).GetProperty("Type")!.PropertyType);
    }

    [Theory]
    [InlineData(typeof(Aws.DynamoDB.Inputs.TableGlobalSecondaryIndexArgs), "HashKey", true)]
    [InlineData(typeof(Aws.DynamoDB.Inputs.TableGlobalSecondaryIndexArgs), "RangeKey", true)]
    [InlineData(typeof(Aws.DynamoDB.Inputs.TableGlobalSecondaryIndexArgs), "KeySchemas", false)]
    [InlineData(typeof(Runtime), "Dotnet7", true)]
    [InlineData(typeof(Runtime), "CustomAL2023", false)]
    public void MemberThatAwsGivesUp_IsObsolete(Type type, string name, bool isObsolete) =>
        Assert.Equal(isObsolete, type.GetProperty(name)!.IsDefined(typeof(ObsoleteAttribute)));

    // A collection's attribute sits on its private field, in the real package too; these are none.
    private static string WireName(PropertyInfo property) =>
        (string)property.CustomAttributes.Single(attribute => attribute.AttributeType == typeof(InputAttribute)).ConstructorArguments[0].Value!;
}

using System.Collections.Frozen;
using Appointments.Domain;

namespace Appointments.Plan;

/// <summary>The names that resources have in AWS: what is put behind the program's, and how long they may be.</summary>
public static class PhysicalNames
{
    /// <summary>Hex digits that Pulumi puts behind a logical name and a hyphen.</summary>
    /// <remarks>Source: pulumi-terraform-bridge, "AutoName". What gets too long, pulumi up refuses: "plus 7 random chars is longer than maximum length" (pulumi/pulumi-aws #1317).</remarks>
    public const int RandomDigits = 7;

    /// <summary>Digits that AWS's provider puts behind a <c>namePrefix</c>. Source: terraform-plugin-sdk, "UniqueIDSuffixLength".</summary>
    public const int PrefixDigits = 26;

    /// <summary>What SQS demands at the end of a FIFO queue's name, and Pulumi adds; it counts. Source: AWS, "Amazon SQS FIFO queue quotas".</summary>
    public const string FifoSuffix = ".fifo";

    /// <summary>The most that Pulumi makes where a type has no limit of its own. Source: pulumi-aws, provider/resources.go, setAutonaming.</summary>
    private const int Automatic = 255;

    private const string Role = "aws:iam/role:Role";

    /// <summary>Characters that a name of each type may have; a type that is not here has no name.</summary>
    public static FrozenDictionary<string, int> Longest { get; } = new Dictionary<string, int>
    {
        [Role] = 64,                                                                // AWS, "IAM and AWS STS quotas, name requirements, and character limits"
        ["aws:iam/rolePolicy:RolePolicy"] = 128,                                    // the same
        ["aws:lambda/function:Function"] = 64,                                      // Lambda API, "CreateFunction", FunctionName
        ["aws:lambda/permission:Permission"] = 100,                                 // Lambda API, "AddPermission", StatementId
        ["aws:sqs/queue:Queue"] = 80,                                               // AWS, "Amazon SQS FIFO queue quotas"
        ["aws:backup/vault:Vault"] = 50,                                            // AWS Backup API, "CreateBackupVault"
        ["aws:backup/plan:Plan"] = 50,                                              // AWS Backup API, "BackupPlanInput"
        ["aws:backup/selection:Selection"] = 50,                                    // AWS Backup API, "BackupSelection"
        ["aws:budgets/budget:Budget"] = 100,                                        // AWS Budgets API, "Budget"
        ["aws:cloudwatch/logDeliverySource:LogDeliverySource"] = 60,                // CloudWatch Logs API, "GetDeliverySource"
        ["aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination"] = 60,      // CloudWatch Logs API, "PutDeliveryDestination"
        ["aws:cloudwatch/logGroup:LogGroup"] = 512,                                 // CloudWatch Logs API, "CreateLogGroup"
        ["aws:cloudwatch/logMetricFilter:LogMetricFilter"] = 512,                   // CloudWatch Logs API, "PutMetricFilter"
        ["aws:cloudwatch/metricAlarm:MetricAlarm"] = 255,                           // CloudWatch API, "PutMetricAlarm"
        ["aws:cloudwatch/compositeAlarm:CompositeAlarm"] = 255,                     // CloudWatch API, "PutCompositeAlarm"
        ["aws:cloudwatch/dashboard:Dashboard"] = 255,                               // CloudWatch API, "PutDashboard"
        ["aws:dynamodb/table:Table"] = 255,                                         // DynamoDB API, "CreateTable"
        ["aws:sns/topic:Topic"] = 256,                                              // SNS API, "CreateTopic"
        ["aws:wafv2/webAcl:WebAcl"] = 128,                                          // WAFV2 API, "CreateWebACL"
        ["aws:shield/protection:Protection"] = 128,                                 // Shield API, "CreateProtection"
        ["aws:apigateway/restApi:RestApi"] = Automatic,                             // of these five AWS documents no limit
        ["aws:apigateway/apiKey:ApiKey"] = Automatic,
        ["aws:apigateway/usagePlan:UsagePlan"] = Automatic,
        ["aws:cloudfront/cachePolicy:CachePolicy"] = Automatic,
        ["aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy"] = Automatic,
    }.ToFrozenDictionary();

    /// <summary>Characters that a role's name may have: the tightest of those that a country's path is in.</summary>
    public static int LongestOfRoles => Longest[Role];

    /// <summary>Characters that a country's path may have beside this region, whose name is in the same names.</summary>
    /// <returns>Less than 1 where the region's name alone is too long, as none of AWS is.</returns>
    public static int RoomForPath(string region) =>
        LongestOfRoles - RandomDigits - "-".Length - Names.RoleOf(Names.DeadLetters(Names.Intake(region, Pathless))).Length;

    private static readonly Country Pathless = new("", "", "");
}

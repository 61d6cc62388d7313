using Appointments.Local.Lambda;

namespace Appointments.Local.Gateway;

/// <summary>What one region's API reaches.</summary>
/// <param name="Region">Such as <c>us-east-1</c>.</param>
/// <param name="AccountId">12 digits.</param>
/// <param name="SqsEndpoint">The region's SQS emulator, speaking the JSON protocol.</param>
/// <param name="DynamoDbEndpoint">The region's DynamoDB emulator.</param>
/// <param name="Functions">The region's functions.</param>
/// <param name="AccessKeyId">The access key that stands in requests to the emulators; DynamoDB Local keeps a database per access key and region.</param>
public sealed record GatewayBackends(string Region, string AccountId, Uri SqsEndpoint, Uri DynamoDbEndpoint, IFunctionInvoker Functions, string AccessKeyId = "local");

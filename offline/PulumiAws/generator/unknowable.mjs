// What the Node package cannot tell about the C# one, read once off the published C# package's documentation
// (Pulumi Registry, "AWS", C# tabs, 7.48.0). An omission here is a compile error at the first use, never a wrong deployment.

/** C# namespaces have casing of their own. */
export const namespaces = {
  "": "",
  acm: "Acm",
  apigateway: "ApiGateway",
  backup: "Backup",
  budgets: "Budgets",
  cloudfront: "CloudFront",
  cloudwatch: "CloudWatch",
  dynamodb: "DynamoDB",
  fis: "Fis",
  iam: "Iam",
  kms: "Kms",
  lambda: "Lambda",
  route53: "Route53",
  s3: "S3",
  shield: "Shield",
  sns: "Sns",
  sqs: "Sqs",
  ssm: "Ssm",
  synthetics: "Synthetics",
  wafv2: "WafV2",
};

/** TypeScript has one number; the provider's schema has integer (the rule) and number (these). Key: module/Type.property. */
export const doubles = new Set([
  "apigateway/MethodSettingsSettings.throttlingRateLimit",
  "apigateway/StageCanarySettings.percentTraffic",
  "apigateway/UsagePlanApiStageThrottle.rateLimit",
  "apigateway/UsagePlanThrottleSettings.rateLimit",
  "budgets/BudgetNotification.threshold",
  "cloudfront/ResponseHeadersPolicyServerTimingHeadersConfig.samplingRate",
  "cloudwatch/MetricAlarm.threshold",
  "lambda/AliasRoutingConfig.additionalVersionWeights",
  "lambda/FunctionCapacityProviderConfigLambdaManagedInstancesCapacityProviderConfig.executionEnvironmentMemoryGibPerVcpu",
]);

/** Properties that are not written, because their types are a program of their own. Key: module/Resource.property. */
export const omitted = new Set([
  "wafv2/WebAcl.rules", // 1,779 files; ruleJson says the same as text
]);

/** A C# member cannot be named like its class; the provider's schema gives these another name. */
export const renames = {
  "apigateway/DomainName.domainName": "Domain",
  "s3/Bucket.bucket": "BucketName",
  "sqs/RedriveAllowPolicy.redriveAllowPolicy": "RedriveAllowPolicyName",
  "sqs/RedrivePolicy.redrivePolicy": "RedrivePolicyName",
};

/** Conveniences written by hand for Node only; elsewhere the union "string | PolicyDocument" is a plain string. */
export const nodeOnly = new Set(["ARN", "PolicyDocument"]);

using Appointments.Deploy;
using Appointments.Plan;
using Pulumi;

// What `pulumi up` runs. Everything else (the graph, the local run, the tests) calls AppointmentsProgram with settings of its own.
Environment.SetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING", "true"); // an Output put into a string throws instead of becoming advice in a resource name
return await Deployment.RunAsync(() =>
{
    var config = new Config(Setting.Namespace);
    var stack = Deployment.Instance.StackName;
    PlainSecrets.Refuse(stack, Environment.GetEnvironmentVariable(PlainSecrets.EncryptedKeysVariable), config.Get);
    var settings = DeploymentSettings.Parse(stack, config.Get);
    return AppointmentsProgram.Declare(stack, settings, setting => config.RequireSecret(setting.Key), FunctionPackage.For(settings.Functions));
});

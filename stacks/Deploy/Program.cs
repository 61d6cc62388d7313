using Appointments.Deploy;
using Appointments.Plan;
using Pulumi;

// What `pulumi up` runs. Everything else (the graph, the local run, the tests) calls AppointmentsProgram with settings of its own.
Environment.SetEnvironmentVariable("PULUMI_ERROR_OUTPUT_STRING", "true"); // an Output put into a string throws instead of becoming advice in a resource name
return await Deployment.RunAsync(() =>
{
    var config = new Config(Setting.Namespace);
    PlainSecrets.Refuse(Environment.GetEnvironmentVariable(PlainSecrets.EncryptedKeysVariable), config.Get);
    var settings = DeploymentSettings.Parse(config.Get);
    return AppointmentsProgram.Declare(Deployment.Instance.StackName, settings, setting => config.RequireSecret(setting.Key), FunctionPackage.For(settings.Functions));
});

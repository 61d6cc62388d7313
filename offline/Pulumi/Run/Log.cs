namespace Pulumi;

/// <summary>Messages to the engine. Mocks have no one to show them to; only an error counts, and fails the run.</summary>
public static class Log
{
    public static void Debug(string message, Resource? resource = null, int? streamId = default, bool? ephemeral = default) => RequireRun();

    public static void Info(string message, Resource? resource = null, int? streamId = default, bool? ephemeral = default) => RequireRun();

    public static void Warn(string message, Resource? resource = null, int? streamId = default, bool? ephemeral = default) => RequireRun();

    public static void Error(string message, Resource? resource = null, int? streamId = default, bool? ephemeral = default) =>
        RequireRun().Errors.Add(message);

    public static void Exception(Exception exception, Resource? resource = null, int? streamId = default, bool? ephemeral = default) =>
        Error(exception.ToString(), resource, streamId, ephemeral);

    private static MockRun RequireRun() => Deployment.Instance.Run;
}

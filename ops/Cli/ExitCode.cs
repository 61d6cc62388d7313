namespace Appointments.Cli;

/// <summary>What a script can rely on.</summary>
public static class ExitCode
{
    public const int Done = 0;

    /// <summary>The thing checked is not so, or what was begun could not be finished.</summary>
    public const int NotSo = 1;

    /// <summary>Bad use: an unknown option, a wrong setting.</summary>
    public const int BadUse = 2;

    /// <summary>As a shell reports SIGINT: 128 + 2.</summary>
    public const int Interrupted = 130;
}

using System.Reflection;

namespace Pulumi;

/// <summary>What went wrong in a run. One failure that many outputs share is one error.</summary>
internal sealed class RunErrors
{
    private readonly Lock _lock = new();
    private readonly HashSet<Exception> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _messages = [];

    public void Add(Exception exception)
    {
        lock (_lock)
        {
            if (_seen.Add(exception))
            {
                _messages.Add(Describe(exception));
            }
        }
    }

    public void Add(string message)
    {
        lock (_lock)
        {
            _messages.Add(message);
        }
    }

    /// <exception cref="RunException">One thing went wrong.</exception>
    /// <exception cref="AggregateException">Several did.</exception>
    public void ThrowIfAny()
    {
        lock (_lock)
        {
            switch (_messages)
            {
                case []:
                    return;
                case [var message]:
                    throw new RunException(message);
                default:
                    throw new AggregateException(_messages.Select(message => new RunException(message)));
            }
        }
    }

    private static string Describe(Exception exception) => exception switch
    {
        RunException => exception.Message,
        ResourceException resource => resource.HideStack ? resource.Message : resource.ToString(),
        _ => $"Running program '{Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{exception}",
    };
}

namespace Amazon.Lambda.Core;

/// <summary>What a mobile client said about itself; null where none called.</summary>
public interface IClientContext
{
    IDictionary<string, string> Environment { get; }
    IClientApplication Client { get; }
    IDictionary<string, string> Custom { get; }
}

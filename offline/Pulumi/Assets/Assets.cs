namespace Pulumi;

/// <summary>A file's text, or a set of them.</summary>
public abstract class AssetOrArchive
{
    private protected AssetOrArchive(object value) => Value = value;

    // Internal as in the real package, which has no public way to the path either.
    internal object Value { get; }
}

/// <summary>One file.</summary>
public abstract class Asset : AssetOrArchive
{
    private protected Asset(string value)
        : base(value)
    {
    }
}

/// <summary>A set of files.</summary>
public abstract class Archive : AssetOrArchive
{
    private protected Archive(object value)
        : base(value)
    {
    }
}

/// <summary>A file on this machine.</summary>
public sealed class FileAsset(string path) : Asset(path);

/// <summary>A file's text.</summary>
public sealed class StringAsset(string text) : Asset(text);

/// <summary>A file fetched from a URI.</summary>
public sealed class RemoteAsset(string uri) : Asset(uri);

/// <summary>A folder or an archive file on this machine.</summary>
public sealed class FileArchive(string path) : Archive(path);

/// <summary>An archive fetched from a URI.</summary>
public sealed class RemoteArchive(string uri) : Archive(uri);

/// <summary>Files by the names they get in the archive.</summary>
public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets) : Archive(assets);

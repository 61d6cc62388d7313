namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What goes back for one invocation.</summary>
public class InvocationResponse
{
    public InvocationResponse(Stream outputStream) : this(outputStream, true)
    {
    }

    public InvocationResponse(Stream outputStream, bool disposeOutputStream)
    {
        OutputStream = outputStream ?? throw new ArgumentNullException(nameof(outputStream));
        DisposeOutputStream = disposeOutputStream;
    }

    public Stream OutputStream { get; set; }

    public bool DisposeOutputStream { get; }
}

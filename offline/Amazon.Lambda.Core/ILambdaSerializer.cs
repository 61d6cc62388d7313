namespace Amazon.Lambda.Core;

/// <summary>Between the bytes of an invocation and a handler's types.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);
    void Serialize<T>(T response, Stream responseStream);
}

namespace Amazon.Lambda.Core;

/// <summary>The Cognito identity that called; null where none did.</summary>
public interface ICognitoIdentity
{
    string IdentityId { get; }
    string IdentityPoolId { get; }
}

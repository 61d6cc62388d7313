using System.Reflection;
using Amazon.Runtime;
using Amazon.Runtime.SharedInterfaces;

namespace Appointments.Tests.Run.Operators;

/// <summary>The SDK loads these by name when an operator's profile asks for them, and not before: in a bad hour that is too late to find out.</summary>
public sealed class CredentialsTests
{
    [Theory]
    [InlineData("AWSSDK.SecurityToken", "Amazon.SecurityToken.AmazonSecurityTokenServiceClient", typeof(ICoreAmazonSTS))] // a profile with role_arn
    [InlineData("AWSSDK.SSO", "Amazon.SSO.AmazonSSOClient", typeof(ICoreAmazonSSO))] // a profile with sso_session
    [InlineData("AWSSDK.SSOOIDC", "Amazon.SSOOIDC.AmazonSSOOIDCClient", typeof(ICoreAmazonSSOOIDC))]
    public void WhatAProfileNeeds_IsThere(string assembly, string client, Type asCoreAsksForIt)
    {
        var found = Assembly.Load(assembly).GetType(client);

        Assert.NotNull(found);
        Assert.True(asCoreAsksForIt.IsAssignableFrom(found));
        Assert.True(typeof(AmazonServiceClient).IsAssignableFrom(found));
    }
}

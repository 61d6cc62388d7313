using System.Text.RegularExpressions;
using Appointments.Local.Gateway.Document;
using Appointments.Local.Gateway.Validation;

namespace Appointments.Tests.Gateway;

public sealed class EcmaPatternTests
{
    [Theory]
    [InlineData("^a$", "a", true)]
    [InlineData("^a$", "a\n", false)]
    [InlineData("^[$]$", "$", true)]
    [InlineData(@"^\$$", "$", true)]
    [InlineData(@"^\d$", "1", true)]
    [InlineData(@"^\d$", "١", false)]
    [InlineData(@"^[\w-]$", "é", false)]
    [InlineData(@"^[\w-]$", "_", true)]
    [InlineData(@"^(?!\.{1,2}$)[.a]+$", "..", false)]
    [InlineData(@"^(?!\.{1,2}$)[.a]+$", "..a", true)]
    public void Pattern_MatchesAsInJavaScript(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Regex.IsMatch(text, EcmaPattern.ToDotNet(pattern)));

    [Theory]
    [InlineData("(?i)a")]
    [InlineData("(a")]
    public void Pattern_IsRefused_WhenItIsNotEcma262(string pattern) =>
        Assert.Throws<ApiImportException>(() => EcmaPattern.ToDotNet(pattern));
}

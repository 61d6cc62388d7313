using System.CommandLine;
using System.Numerics;
using Appointments.Cli;
using Spectre.Console;

namespace Appointments.Tests.Cli;

/// <summary>Every option of every verb that takes a number, found in the parser's own tree: what is no number is refused in our words, before anything is done.</summary>
public sealed class NumericOptionsTests
{
    public static TheoryData<string, string> Options()
    {
        var options = new TheoryData<string, string>();
        foreach (var (path, option) in All())
            options.Add(path, option.Name);
        return options;
    }

    [Fact]
    public void TheTree_HoldsThem()
    {
        var named = All().Select(each => $"{each.Path} {each.Option.Name}").ToArray();

        Assert.True(named.Length > 30, string.Join('\n', named));
        Assert.Superset(new HashSet<string> { "cost --requests", "cost --stored-gigabytes", "drill run --seed", "drill run --patience", "rollout --soak", "quarantine list --limit" }, named.ToHashSet());
    }

    [Theory, MemberData(nameof(Options))]
    public async Task WhatIsNoNumber_IsRefused_InOurWords(string path, string option)
    {
        foreach (var text in new[] { "abc", "NaN", "1e400" })
        {
            var errors = new StringWriter();

            var exit = await CommandLine.InvokeAsync(CommandLine.Root(AnsiConsole.Console), [.. path.Split(' '), option, text], errors);

            Assert.Equal(2, exit);
            Assert.Contains($"{option} {text}: expected a ", errors.ToString());
            Assert.DoesNotContain("System.", errors.ToString());
        }
    }

    /// <summary>A validator that reads its value throws where there is none.</summary>
    [Theory, MemberData(nameof(Options))]
    public void NoValidator_ReadsANumber(string path, string option) => Assert.Empty(All().Single(each => each.Path == path && each.Option.Name == option).Option.Validators);

    private static IEnumerable<(string Path, Option Option)> All() => Below(CommandLine.Root(AnsiConsole.Console), "");

    private static IEnumerable<(string Path, Option Option)> Below(Command command, string path) =>
        [.. command.Options.Where(option => IsNumber(option.ValueType)).Select(option => (path, option)), .. command.Subcommands.SelectMany(verb => Below(verb, $"{path} {verb.Name}".Trim()))];

    private static bool IsNumber(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type).GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(INumber<>));
}

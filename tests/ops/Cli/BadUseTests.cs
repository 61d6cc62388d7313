namespace Appointments.Tests.Cli;

/// <summary>Bad use ends with 2, writes nothing to standard output, and says on standard error what is wrong and what to type instead.</summary>
public sealed class BadUseTests
{
    [Theory]
    [InlineData("nope", "Unrecognized command or argument 'nope'.\nTry: ./appointments --help")]
    [InlineData("graph --nope", "Unrecognized command or argument '--nope'.\nTry: ./appointments graph --help")]
    [InlineData("graph --format yaml", "'yaml'")]
    [InlineData("graph --stack nope", "choose a stack that has a file: dev, prod")]
    [InlineData("graph --set nope=1", "--set nope=1 sets nothing: expected KEY=VALUE with one of regions, primaryRegion, countries,")]
    [InlineData("graph --set usagePlanBurst", "--set usagePlanBurst sets nothing: expected KEY=VALUE")]
    [InlineData("graph --set countries=[", "--set countries=[ cannot be read as YAML")]
    [InlineData("graph diff --against nowhere.json", "--against nowhere.json: there is no such file. Write one with ./appointments graph --stack prod --json")]
    [InlineData("graph diff --against /etc/os-release", "is no graph")]
    [InlineData("graph diff --into README.md", "has no place for this: expected the lines <!-- $ ./appointments graph diff -->")]
    [InlineData("graph --stack prod diff", "--stack stands before 'diff' and would be ignored; expected behind it: ./appointments graph diff --stack …")]
    [InlineData("graph --json diff --stack prod", "--json stands before 'diff' and would be ignored")]
    [InlineData("run --port 65001", "--port 65001: expected a number from 0 to 65000.")]
    [InlineData("run --port many", "--port many: expected a number from 0 to 65000.")]
    [InlineData("run --time-scale 0.5", "--time-scale 0.5: expected a number from 1 to 100.")]
    [InlineData("run --time-scale 101", "--time-scale 101: expected a number from 1 to 100.")]
    [InlineData("rollout", "Expected one of --stack STACK (on AWS) and --release PATH (on the local run).")]
    [InlineData("rollout --stack prod --release x", "Expected one of --stack STACK (on AWS) and --release PATH (on the local run).")]
    [InlineData("rollout --stack prod --soak -1", "--soak -1: expected seconds from 0 to 86400.")]
    [InlineData("rollout --stack prod --first eu-west-1 --dry-run", "--first eu-west-1: the regions are us-east-1, sa-east-1.")]
    [InlineData("rollout --stack prod", "APPOINTMENTS_API_KEY is not set")]
    [InlineData("rollout --release x", "No local run of this user is up: start one with ./appointments run")]
    [InlineData("rollout --release x --control http://127.0.0.1:1", "No local run answers at http://127.0.0.1:1/")]
    [InlineData("region", "Try: ./appointments region --help")]
    [InlineData("region drain us-east-1", "Option '--reason' is required.\nTry: ./appointments region drain --help")]
    [InlineData("region drain --reason x", "Try: ./appointments region drain --help")]
    [InlineData("region status", "No local run of this user is up: start one with ./appointments run, or name its control with --control URL.")]
    [InlineData("region status --control http://127.0.0.1:1 --outputs global.json", "Two deployments are named: expected one of --stack, --outputs and --control.")]
    [InlineData("region status --outputs nowhere.json", "expected what pulumi stack output --json --stack STACK wrote.")]
    [InlineData("region drain us-east-1 --reason x --give-up-after 5", "--give-up-after 5: expected a whole number from 1 with s, m or h behind it, such as 90s.")]
    [InlineData("region restore us-east-1 --by", "Required argument missing for option: '--by'.")]
    [InlineData("quarantine discard id-1", "Option '--reason' is required.")]
    [InlineData("quarantine list --limit 0", "--limit 0: expected a number from 1 to 1000.")]
    [InlineData("quarantine list --limit many", "--limit many: expected a number from 1 to 1000.")]
    [InlineData("backup put-back", "Where is the backup? Expected either FILE or --table NAME.")]
    [InlineData("backup put-back rows.json --table restored", "Where is the backup? Expected either FILE or --table NAME.")]
    [InlineData("region status --control nowhere", "nowhere is no address of a control")]
    [InlineData("drill run planned-drain --times 0", "--times 0: expected a whole number from 1.")]
    [InlineData("drill run planned-drain --times -1", "--times -1: expected a whole number from 1.")]
    [InlineData("drill run planned-drain --times often", "--times often: expected a whole number from 1.")]
    [InlineData("drill poison x --region us-east-1 --count -1", "--count -1: expected a whole number from 1.")]
    [InlineData("probe set-aside x --region us-east-1 --count 0", "--count 0: expected a whole number from 1.")]
    [InlineData("fault", "Try: ./appointments fault --help")]
    [InlineData("fault inject functions-failing", "Option '--region' is required.")]
    [InlineData("fault inject nope --region us-east-1", "There is no fault nope: the kinds are api-unreachable, functions-failing,")]
    [InlineData("fault inject functions-slow --region us-east-1 --seconds soon", "--seconds soon: expected a number, such as 0.5.")]
    [InlineData("fault clear nope", "There is no fault nope: the kinds are api-unreachable,")]
    [InlineData("fault list", "No local run of this user is up")]
    [InlineData("run --prot 0", "Unrecognized command or argument '--prot'")]
    [InlineData("run --dynamodb localhost", "--dynamodb localhost: expected an address such as http://127.0.0.1:8000.")]
    [InlineData("run true", "stands behind --, as in ./appointments run -- true")]
    [InlineData("run --settings nope", "choose a stack that has a file: dev, prod")]
    [InlineData("run --set logRetentionDays=2", "appointments:logRetentionDays is 2: expected")]
    [InlineData("run -- no-such-command", "There is no executable no-such-command")]
    public async Task BadUse_IsRefused_WithWhatToDoInstead(string line, string expected)
    {
        var outcome = await Session.RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (outcome.Exit, outcome.Output));
        Assert.Contains(expected, outcome.Errors);
    }

    [Theory]
    [InlineData("region", "drain", "us-east-1")]
    [InlineData("quarantine", "discard", "id-1")]
    public async Task AReason_ThatSaysNothing_IsNone(params string[] words)
    {
        var outcome = await Session.RunAsync([.. words, "--reason", " "]);

        Assert.Equal((2, ""), (outcome.Exit, outcome.Output));
        Assert.Contains("--reason is empty: expected a sentence for those who come later.", outcome.Errors);
    }

    [Fact]
    public async Task WrongSettings_AreAllNamed_EachWithTheCommandThatMendsIt()
    {
        var outcome = await Session.RunAsync("graph", "--set", "usagePlanBurst=0", "--set", "functionTimeoutSeconds=30", "--set", "regions=[us-east-1]");

        Assert.Equal(2, outcome.Exit);
        Assert.StartsWith("3 settings are wrong:", outcome.Errors);
        Assert.Contains("mend: pulumi config set appointments:usagePlanBurst", outcome.Errors);
        Assert.Contains("mend: pulumi config set appointments:functionTimeoutSeconds", outcome.Errors);
        Assert.Contains("mend: edit appointments:regions in Pulumi.dev.yaml", outcome.Errors);
    }
}

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
    [InlineData("rollout --stack prod --soak -1", "--soak -1: expected a number from 0 to 86400.")]
    [InlineData("rollout --stack prod --soak 86401", "--soak 86401: expected a number from 0 to 86400.")]
    [InlineData("rollout --stack prod --control http://127.0.0.1:1", "--control names a local run, and --stack is about AWS: leave one of them out.")]
    [InlineData("rollout --stack prod", "APPOINTMENTS_API_KEY is not set")]
    [InlineData("region", "Try: ./appointments region --help")]
    [InlineData("region drain us-east-1", "Option '--reason' is required.\nTry: ./appointments region drain --help")]
    [InlineData("region drain --reason x", "Try: ./appointments region drain --help")]
    [InlineData("region status", "No local run of this user is up: start one with ./appointments run, or name its control with --control URL.")]
    [InlineData("region status --control http://127.0.0.1:1 --outputs global.json", "Two deployments are named: expected one of --stack, --outputs and --control.")]
    [InlineData("region status --outputs nowhere.json", "expected what pulumi stack output --json --stack STACK wrote.")]
    [InlineData("region drain us-east-1 --reason x --give-up-after 5", "--give-up-after 5: expected a whole number from 1 with s, m or h behind it, such as 90s.")]
    [InlineData("region drain us-east-1 --reason x --give-up-after 5s", "--give-up-after 5s says how long --wait waits, and nothing is waited for: add --wait, or leave it out.")]
    [InlineData("region restore us-east-1 --give-up-after 2m", "--give-up-after 120s says how long --wait waits, and nothing is waited for: add --wait, or leave it out.")]
    [InlineData("region restore us-east-1 --by", "Required argument missing for option: '--by'.")]
    [InlineData("quarantine discard id-1", "Option '--reason' is required.")]
    [InlineData("quarantine list --limit 0", "--limit 0: expected a number from 1 to 1000.")]
    [InlineData("quarantine list --cursor garbage", "--cursor garbage: expected what the page before showed at its end.")]
    [InlineData("quarantine list --cursor e30=", "--cursor e30=: expected what the page before showed at its end.")]
    [InlineData("quarantine show x --stack nope", "There is no stack nope: expected one that has a file here: dev, prod.")]
    [InlineData("region status --stack nope", "There is no stack nope: expected one that has a file here: dev, prod.")]
    [InlineData("fault list --stack nope", "There is no stack nope")]
    [InlineData("backup save rows.json --stack nope", "There is no stack nope")]
    [InlineData("probe dead-letters --stack nope", "There is no stack nope")]
    [InlineData("drill run planned-drain --stack nope", "There is no stack nope")]
    [InlineData("quarantine show x --stack us/appointments/nope", "There is no stack us/appointments/nope")]
    [InlineData("quarantine list --limit many", "--limit many: expected a number from 1 to 1000.")]
    [InlineData("backup put-back", "Where is the backup? Expected either FILE or --table NAME.")]
    [InlineData("backup put-back rows.json --table restored", "Where is the backup? Expected either FILE or --table NAME.")]
    [InlineData("region status --control nowhere", "nowhere is no address of a control")]
    [InlineData("drill run planned-drain --local --region mars", "There is no region mars: the regions are us-east-1, sa-east-1.")]
    [InlineData("drill run planned-drain --local --objective nonsense=3", "--objective nonsense=3: there is no figure nonsense: expected one of ")]
    [InlineData("drill run planned-drain --local --objective lost", "--objective lost: expected FIGURE=N, such as time-to-recover=300.")]
    [InlineData("drill run planned-drain --local --objective lost=none", "--objective lost=none: none is no number: expected FIGURE=N, such as time-to-recover=300.")]
    [InlineData("drill run planned-drain --time-scale 20", "--time-scale is about the run that --local starts: add --local, or start the run itself with ./appointments run --time-scale N.")]
    [InlineData("drill run planned-drain --local --control http://127.0.0.1:1", "--local starts a run of its own, and --control names another: expected one of them.")]
    [InlineData("drill run planned-drain --local --stack prod", "--local starts a run of its own, and --stack names another: expected one of them.")]
    [InlineData("drill run planned-drain --times 0", "--times 0: expected a whole number from 1.")]
    [InlineData("drill run planned-drain --times -1", "--times -1: expected a whole number from 1.")]
    [InlineData("drill run planned-drain --times often", "--times often: expected a whole number from 1.")]
    [InlineData("drill poison x --region us-east-1 --count -1", "--count -1: expected a whole number from 1.")]
    [InlineData("probe set-aside x --region us-east-1 --count 0", "--count 0: expected a whole number from 1.")]
    [InlineData("drill run planned-drain --seed -1", "--seed -1: expected a number from 0 to 1000000000.")]
    [InlineData("drill run planned-drain --patience 1e300", "--patience 1e300: expected a number from 0 to 86400.")]
    [InlineData("probe p99 --within 1e300", "--within 1e300: expected a number from 0 to 86400.")]
    [InlineData("cost --requests abc", "--requests abc: expected a whole number from 0 to 1000000000000.")]
    [InlineData("cost --requests -1", "--requests -1: expected a whole number from 0 to 1000000000000.")]
    [InlineData("cost --requests 1.5", "--requests 1.5: expected a whole number from 0 to 1000000000000.")]
    [InlineData("cost --requests 1e6", "--requests 1e6: expected a whole number from 0 to 1000000000000.")]
    [InlineData("cost --requests 1000000000001", "--requests 1000000000001: expected a whole number from 0 to 1000000000000.")]
    [InlineData("cost --requests 99999999999999999999", "--requests 99999999999999999999: expected a whole number from 0 to 1000000000000.")]
    [InlineData("cost --stored-gigabytes abc", "--stored-gigabytes abc: expected a number from 0 to 1000000000.")]
    [InlineData("cost --stored-gigabytes -1", "--stored-gigabytes -1: expected a number from 0 to 1000000000.")]
    [InlineData("cost --stored-gigabytes NaN", "--stored-gigabytes NaN: expected a number from 0 to 1000000000.")]
    [InlineData("cost --stored-gigabytes 1e400", "--stored-gigabytes 1e400: expected a number from 0 to 1000000000.")]
    [InlineData("cost --stored-gigabytes 1000000000.1", "--stored-gigabytes 1000000000.1: expected a number from 0 to 1000000000.")]
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

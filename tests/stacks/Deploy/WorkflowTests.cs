using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Appointments.Tests.Deploy;

/// <summary>The workflow that users copy: it can be read, and it holds no key of AWS. That GitHub runs it only GitHub can prove.</summary>
public sealed partial class WorkflowTests
{
    private static string Text => File.ReadAllText(Path.Combine(Recorded.Root(), ".github/workflows/deploy.yml"));

    private static YamlMappingNode Jobs
    {
        get
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(Text));
            return (YamlMappingNode)yaml.Documents.Single().RootNode["jobs"];
        }
    }

    private static IEnumerable<(string Name, YamlMappingNode Job)> Each => Jobs.Children.Select(job => (((YamlScalarNode)job.Key).Value!, (YamlMappingNode)job.Value));

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode job) => ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    private static string? Uses(YamlMappingNode step) => step.Children.TryGetValue("uses", out var uses) ? uses.ToString() : null;

    [Fact]
    public void NoKeyOfAws_StandsInIt()
    {
        Assert.DoesNotMatch(KeyOfAws(), Text);
        Assert.DoesNotContain("aws-access-key-id", Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("aws-secret-access-key", Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void WhoTouchesAws_TakesARole_AndWaitsForChecksAndAnEnvironment()
    {
        var deploying = Each.Where(each => Steps(each.Job).Any(step => Uses(step)?.StartsWith("aws-actions/") is true)).ToArray();

        Assert.Equal(["preview", "dev", "prod"], deploying.Select(each => each.Name));
        Assert.All(deploying, each =>
        {
            Assert.Equal("write", each.Job["permissions"]["id-token"].ToString());
            Assert.NotEmpty(each.Job["environment"].ToString());
            Assert.Contains(each.Job["needs"].ToString(), new[] { "check", "dev" });
            var role = Steps(each.Job).Single(step => Uses(step)?.StartsWith("aws-actions/configure-aws-credentials@") is true)["with"]["role-to-assume"].ToString();
            Assert.Matches(@"^\$\{\{ vars\.(PREVIEW|DEPLOY)_ROLE_ARN \}\}$", role);
        });
        Assert.Equal("dev", Jobs["prod"]["needs"].ToString());
        Assert.Equal("prod", Jobs["prod"]["environment"].ToString());
    }

    [Fact]
    public void ChecksAndTests_ComeFirst_AndAskForNoRole()
    {
        var commands = Steps((YamlMappingNode)Jobs["check"]).Where(step => step.Children.ContainsKey("run")).Select(step => step["run"].ToString()).ToArray();

        Assert.Contains("./appointments check --stack dev", commands);
        Assert.Contains("./appointments check --stack prod", commands);
        Assert.Contains("./appointments test", commands);
        Assert.False(((YamlMappingNode)Jobs["check"]).Children.ContainsKey("permissions"));
    }

    /// <summary>A stack whose secrets are under a passphrase can be neither read nor updated without it.</summary>
    [Fact]
    public void EveryStepThatReadsAStack_GetsThePassphrase_AndNoOther()
    {
        var reading = Each.SelectMany(each => Steps(each.Job).Where(ReadsAStack).Select(step => (each.Name, Step: step))).ToArray();

        Assert.Equal(["preview", "dev", "prod", "prod"], reading.Select(each => each.Name));
        Assert.All(reading, each => Assert.Equal("${{ secrets.PULUMI_CONFIG_PASSPHRASE }}", each.Step["env"]["PULUMI_CONFIG_PASSPHRASE"].ToString()));
        Assert.Equal(reading.Length, Text.Split("secrets.PULUMI_CONFIG_PASSPHRASE").Length - 1);
    }

    /// <summary>What targets cannot do, such as a first deployment: said by whoever starts it, and approved as any update of prod.</summary>
    [Fact]
    public void Prod_GoesRegionByRegion_UnlessAPlainUpdateIsAskedFor()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text));
        var input = yaml.Documents.Single().RootNode["on"]["workflow_dispatch"]["inputs"]["plain-up"];
        var updates = Steps((YamlMappingNode)Jobs["prod"]).Where(ReadsAStack).ToDictionary(step => step["if"].ToString());

        Assert.Equal(("boolean", "false"), (input["type"].ToString(), input["default"].ToString()));
        Assert.Equal(["${{ inputs.plain-up }}", "${{ !inputs.plain-up }}"], updates.Keys);
        Assert.Equal("up", updates["${{ inputs.plain-up }}"]["with"]["command"].ToString());
        Assert.StartsWith("./appointments rollout", updates["${{ !inputs.plain-up }}"]["run"].ToString());
        Assert.All(new[] { "dev", "prod" }, job => Assert.Equal("github.event_name != 'pull_request' && github.ref == 'refs/heads/main'", Jobs[job]["if"].ToString()));
    }

    private static bool ReadsAStack(YamlMappingNode step) =>
        (step.Children.TryGetValue("with", out var with) && with is YamlMappingNode { } given && given.Children.ContainsKey("stack-name"))
        || (step.Children.TryGetValue("run", out var run) && run.ToString().StartsWith("./appointments rollout", StringComparison.Ordinal));

    /// <summary>A tag can be moved to another commit by whoever owns, or breaks into, the action's repository.</summary>
    [Fact]
    public void EveryAction_IsPinnedByCommit_WithTheVersionThatItIs()
    {
        var uses = Text.Split('\n').Where(line => line.Contains("uses:")).Select(line => line.Split("uses:")[1].Trim()).ToArray();

        Assert.Equal(Each.SelectMany(each => Steps(each.Job)).Count(step => Uses(step) is not null), uses.Length);
        Assert.All(uses, action => Assert.Matches("^[a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+(;.*)?$", action));
        Assert.All(uses.GroupBy(action => action.Split('@')[0]), action => Assert.Single(action.Select(use => use.Split('@')[1].Split(' ')[0]).Distinct()));
    }

    [GeneratedRegex("AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|AWS_SECRET")]
    private static partial Regex KeyOfAws();
}

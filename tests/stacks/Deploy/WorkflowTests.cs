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

    [Fact]
    public void EveryAction_IsPinned() =>
        Assert.All(Each.SelectMany(each => Steps(each.Job)).Select(Uses).OfType<string>(), uses => Assert.Matches("^[a-z-]+/[a-z-]+@(v[0-9]+|[0-9a-f]{40})$", uses));

    [GeneratedRegex("AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|AWS_SECRET")]
    private static partial Regex KeyOfAws();
}

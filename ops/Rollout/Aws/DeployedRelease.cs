using System.Text.Json;
using Appointments.Plan;

namespace Appointments.Rollout.Aws;

/// <summary>What runs before a rollout: the commit of the stack's last update, checked out beside this one, so that going back is an update from there.</summary>
/// <param name="Folder">A worktree of git.</param>
/// <param name="Graph">What that commit declares.</param>
public sealed record DeployedRelease(string Commit, string Folder, ResourceGraph Graph)
{
    /// <param name="root">This clone.</param>
    /// <param name="commit">Null: that of the stack's last update, from Pulumi's history.</param>
    /// <exception cref="ReleaseException">It is not known, or cannot be checked out or built: there would be no way back.</exception>
    public static async Task<DeployedRelease> CheckOutAsync(ICommands commands, string root, string stack, string? commit, CancellationToken cancel)
    {
        commit ??= Last(await commands.RunAsync(History(root, stack), cancel), stack);
        var folder = FolderOf(stack, commit);
        if (!Directory.Exists(folder))
            await commands.RunAsync(CheckOut(root, stack, commit), cancel);
        await commands.RunAsync(new CommandLine("bash", ["functions/publish.sh"], folder), cancel); // now, not in a bad minute
        var graph = await commands.RunAsync(new CommandLine("./appointments", ["graph", "--stack", stack, "--json"], folder), cancel);
        return new DeployedRelease(commit, folder, GraphJson.Read(graph));
    }

    /// <summary>What <see cref="CheckOutAsync"/> would do.</summary>
    public static PlannedStep Planned(string root, string stack, string? commit) => commit is null
        ? new PlannedStep(null, "the way back: the commit of the stack's last update, checked out beside this clone, its functions published", History(root, stack).ToString())
        : new PlannedStep(null, $"the way back: commit {commit}, checked out beside this clone, its functions published", CheckOut(root, stack, commit).ToString());

    /// <param name="commit">As a person names it: the beginning of a hash, a branch, a tag.</param>
    /// <returns>Its whole hash.</returns>
    /// <exception cref="ReleaseException">This clone has no such commit.</exception>
    public static async Task<string> FindAsync(ICommands commands, string root, string commit, CancellationToken cancel) =>
        (await commands.RunAsync(new CommandLine("git", ["rev-parse", "--verify", $"{commit}^{{commit}}"], root), cancel)).Trim();

    public Task RemoveAsync(ICommands commands, string root, CancellationToken cancel) =>
        commands.RunAsync(new CommandLine("git", ["worktree", "remove", "--force", Folder], root), cancel);

    private static CommandLine History(string root, string stack) => new("pulumi", ["stack", "history", "--json", "--page-size", "20", "--stack", stack, "--cwd", root, "--non-interactive"]);

    private static CommandLine CheckOut(string root, string stack, string commit) => new("git", ["worktree", "add", "--detach", FolderOf(stack, commit), commit], root);

    private static string FolderOf(string stack, string commit) => Path.Combine(Path.GetTempPath(), $"appointments-{stack}-{commit[..Math.Min(12, commit.Length)]}");

    /// <summary>Source: Pulumi, "pulumi stack history", and the update metadata that it records: git.head, git.dirty.</summary>
    private static string Last(string history, string stack)
    {
        using var json = JsonDocument.Parse(history);
        foreach (var update in json.RootElement.EnumerateArray().Where(update => Text(update, "kind") is "update" && Text(update, "result") is "succeeded"))
        {
            var environment = update.TryGetProperty("environment", out var recorded) ? recorded : default;
            if (environment.ValueKind is JsonValueKind.Object && Text(environment, "git.head") is { Length: > 0 } head)
                return Text(environment, "git.dirty") is not "true" ? head
                    : throw new ReleaseException($"The last update of {stack} was made from {head} with changes that were not committed, so what runs is in no commit. Name the one to go back to with --back-to COMMIT.");
        }
        throw new ReleaseException($"Pulumi's history of {stack} names no commit of a successful update. Name the one to go back to with --back-to COMMIT; for a first deployment use pulumi up.");
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;
}

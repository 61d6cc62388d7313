using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;

namespace Appointments.Tests.Offline.Behaviour;

/// <summary>Outputs and inputs as values, outside a run.</summary>
public sealed class ValueTests
{
    [Fact]
    public async Task InputList_TakesExpressionsArraysListsAndOutputs()
    {
        InputList<string> expression = ["a", Output.Create("b")];
        InputList<string> array = new[] { "a", "b" };
        InputList<string> list = new List<string> { "a", "b" };
        InputList<string> output = Output.Create(new[] { "a", "b" });

        foreach (var each in new[] { expression, array, list, output, expression.Concat([]) })
        {
            Assert.Equal(["a", "b"], (await each.ToOutput().ValueAsync()).AsEnumerable());
        }
    }

    [Fact]
    public async Task InputMap_TakesInitializersIndexersAndDictionaries()
    {
        InputMap<string> initializer = new() { { "k", "v" } };
        InputMap<string> indexer = new() { ["k"] = Output.Create("v") };
        InputMap<string> dictionary = new Dictionary<string, string> { ["k"] = "v" };

        foreach (var each in new[] { initializer, indexer, dictionary, InputMap<string>.Merge(new() { { "k", "before" } }, initializer) })
        {
            Assert.Equal(KeyValuePair.Create("k", "v"), Assert.Single(await each.ToOutput().ValueAsync()));
        }
    }

    [Fact]
    public async Task All_IsSecretOrUnknown_AsSoonAsOnePartIs()
    {
        var all = Output.All<string>("a", Output.CreateSecret("b"));
        var unknown = Output.Tuple(Output.Create(1), OutputUtilities.CreateUnknown(2));

        Assert.Equal(["a", "b"], (await all.ValueAsync()).AsEnumerable());
        Assert.True(await Output.IsSecretAsync(all));
        Assert.False(await OutputUtilities.GetIsKnownAsync(unknown));
    }

    [Fact]
    public async Task Tuple_KeepsOrder()
    {
        var tuple = Output.Tuple<int, string, bool, int>(1, "2", true, 4);

        Assert.Equal((1, "2", true, 4), await tuple.ValueAsync());
    }

    [Fact]
    public async Task JsonSerialize_ReadsOutputsInside_AndStaysSecret()
    {
        var json = Output.JsonSerialize(Output.Create(new { Arn = Output.CreateSecret("a"), Count = 1 }));

        Assert.Equal("""{"Arn":"a","Count":1}""", await json.ValueAsync());
        Assert.True(await Output.IsSecretAsync(json));
        Assert.Equal(2, (await Output.JsonDeserialize<int[]>(Output.Create("[1,2]")).ValueAsync()).Length);
    }

    [Fact]
    public async Task ListOutputs_HaveElements()
    {
        var list = Output.Create(ImmutableArray.Create("a", "b"));

        Assert.Equal(("a", "b", 2), (await list.First().ValueAsync(), await list.GetAt(1).ValueAsync(), await list.Length().ValueAsync()));
    }

    [Fact]
    public void Merge_ChangesNeitherArgument()
    {
        var first = new CustomResourceOptions { Version = "1", IgnoreChanges = { "a" } };
        var second = new CustomResourceOptions { Version = "2", IgnoreChanges = { "b" }, Protect = true };

        var merged = CustomResourceOptions.Merge(first, second);

        Assert.Equal(("2", true), (merged.Version, merged.Protect));
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
        Assert.Equal(("1", null, 1), (first.Version, first.Protect, first.IgnoreChanges.Count));
        Assert.Single(second.IgnoreChanges);
    }

    [Fact]
    public void Union_IsOneOfTwo()
    {
        Union<string, int> text = "t", number = 1;

        Assert.Equal(("t", 1), (text.AsT0, number.AsT1));
        Assert.Equal("number", number.Match(_ => "text", _ => "number"));
        Assert.NotEqual(text, number);
        Assert.Throws<InvalidOperationException>(() => text.AsT1);
    }
}

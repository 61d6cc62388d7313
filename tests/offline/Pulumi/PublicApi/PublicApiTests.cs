using System.Reflection;

namespace Appointments.Tests.Offline.PublicApi;

/// <summary>A stand-in publishes nothing that the real package lacks: else a program would compile here and not where the real one is served.</summary>
public sealed class PublicApiTests
{
    private static readonly PublishedApi Published = PublishedApi.Read();

    /// <summary>Every assembly of the list that this project references; add a package reference to have it checked.</summary>
    public static TheoryData<string> Referenced => [.. Published.Assemblies.Keys.Where(IsReferenced).Order(StringComparer.Ordinal)];

    [Fact]
    public void Referenced_IncludesPulumi() => Assert.True(IsReferenced("Pulumi"));

    [Theory]
    [MemberData(nameof(Referenced))]
    public void StandIn_PublishesOnlyWhatTheRealPackageDoes(string name)
    {
        var assembly = Assembly.Load(name);
        if (!IsStandIn(assembly))
        {
            return; // the real package is what the list was read from
        }

        var types = assembly.GetExportedTypes();

        Assert.NotEmpty(types);
        var surplus = types.SelectMany(type => Surplus(type, Published.Assemblies[name])).ToArray();
        Assert.True(surplus.Length == 0, string.Join("\n", surplus));
    }

    [Theory]
    [InlineData(typeof(Sample<>), "string? Name { get; }", true)]
    [InlineData(typeof(Sample<>), "string Name { get; }", false)]
    [InlineData(typeof(Sample<>), "Task<string?> FindAsync<TKey>(TKey key, int? limit = default, bool all = false)", true)]
    [InlineData(typeof(Sample<>), "ctor()", true)]
    [InlineData(typeof(Sample<>), "void Hidden()", false)]
    public void Rendering_IsThatOfTheList(Type type, string member, bool isThere) =>
        Assert.Equal(isThere, RenderedType.Members(type).Contains(member));

    [Fact]
    public void Surplus_NamesWhatTheListLacks()
    {
        var published = new Dictionary<string, PublishedType>
        {
            [$"{typeof(Sample<>).Namespace}.{nameof(PublicApiTests)}.Sample<T>"] =
                PublishedType.Parse("sealed class `PublicApiTests.Sample<T>` { ctor(); string? Name { get; }; string Other { get; set; } }"),
        };

        var surplus = Assert.Single(Surplus(typeof(Sample<>), published));

        Assert.EndsWith("Sample<T> publishes 'Task<string?> FindAsync<TKey>(TKey key, int? limit = default, bool all = false)', which the real package does not have.", surplus);
    }

    private static bool IsReferenced(string name) => File.Exists(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));

    private static IEnumerable<string> Surplus(Type type, IReadOnlyDictionary<string, PublishedType> published)
    {
        var name = $"{type.Namespace}.{TypeNames.Declared(type)}";
        if (!published.TryGetValue(name, out var real))
        {
            return [$"{name} is not in the real package; make it internal."];
        }

        var header = RenderedType.Header(type);
        var members = RenderedType.Members(type).Where(member => !real.Members.Contains(member))
            .Select(member => $"{name} publishes '{member}', which the real package does not have.");
        return header == real.Header ? members : members.Prepend($"{name} is '{header}' but '{real.Header}' in the real package.");
    }

    private static bool IsStandIn(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company == "appointments";

    public sealed class Sample<T>
    {
        public string? Name => null;

        public Task<string?> FindAsync<TKey>(TKey key, int? limit = default, bool all = false) => Task.FromResult<string?>($"{key}{limit}{all}{Name}");

        internal void Hidden() => Assert.Null(Name);
    }
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Appointments.Tests.Offline.PublicApi;

/// <summary>A loaded type in the notation of pulumi-api.md.</summary>
internal static class RenderedType
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What every object has; the list leaves it out.
    private static readonly string[] OfObject = [nameof(Equals), nameof(GetHashCode), nameof(ToString)];

    public static string Header(Type type)
    {
        if (type.IsAssignableTo(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"delegate {TypeNames.Of(invoke.ReturnParameter)} {TypeNames.Declared(type)}({Parameters(invoke)})";
        }

        var kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } attribute ? $" [AttributeUsage({attribute.ValidOn})]" : "";
        return $"{kind} {TypeNames.Declared(type)}{Constraints(type.GetGenericArguments())}{usage}{Bases(type)}";
    }

    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type);
        }

        return type.IsAssignableTo(typeof(Delegate)) ? [] :
        [
            .. type.GetConstructors(Declared).Where(IsSeen).Where(constructor => !constructor.IsStatic && !type.IsValueType | constructor.GetParameters().Length > 0)
                .Select(constructor => $"{Access(constructor)}ctor({Parameters(constructor)})"),
            .. type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsSeen)).Select(Property),
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily).Select(Field),
            .. type.GetMethods(Declared).Where(method => IsSeen(method) && !OfObject.Contains(method.Name)).Select(Method).OfType<string>(),
        ];
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Bases(Type type)
    {
        if (type.IsEnum)
        {
            return "";
        }

        Type[] inherited = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : [];
        var ofParent = type.BaseType?.GetInterfaces() ?? [];
        var own = type.GetInterfaces().Where(seen => seen.IsVisible && !ofParent.Contains(seen));
        var bases = inherited.Concat(own).Select(TypeNames.Of).ToArray();
        return bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsSeen).ToArray();
        var name = property.GetIndexParameters() is [var index] ? $"this[{TypeNames.Of(index)} {index.Name}]" : property.Name;
        var parts = accessors.Select(accessor => accessor.ReturnType == typeof(void) ? "set; " : "get; ").Order();
        return $"{Access(accessors[0])}{Modifiers(accessors[0])}{TypeNames.Of(property)} {name} {{ {string.Concat(parts)}}}";
    }

    private static string Field(FieldInfo field) =>
        $"{(field.IsFamily ? "protected " : "")}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeNames.Of(field)} {field.Name}";

    private static string? Method(MethodInfo method)
    {
        var operand = $"{Parameters(method)} -> {TypeNames.Of(method.ReturnParameter)}";
        return method switch
        {
            { Name: "op_Implicit" } => $"implicit operator {operand}",
            { Name: "op_Explicit" } => $"explicit operator {operand}",
            { Name: "op_Equality" } => $"equality operator {operand}",
            { Name: "op_Inequality" } => $"inequality operator {operand}",
            { IsSpecialName: true } => null, // accessors, which the properties show
            _ => $"{Extension(method)}{Access(method)}{Modifiers(method)}{TypeNames.Of(method.ReturnParameter)} {method.Name}{Generic(method)}({Parameters(method)}){Constraints(method.GetGenericArguments())}",
        };
    }

    private static string Extension(MethodInfo method) => method.IsDefined(typeof(ExtensionAttribute)) ? "[ext] " : "";

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>" : "";

    private static string Constraints(Type[] parameters) => string.Concat(parameters.Select(parameter =>
    {
        var constraints = parameter.IsGenericParameter ? parameter.GetGenericParameterConstraints().Select(TypeNames.Of) : [];
        var isNew = parameter.IsGenericParameter && parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint);
        string[] all = [.. constraints, .. isNew ? new[] { "new()" } : []];
        return all.Length == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", all)}";
    }));

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return method.IsAbstract || method.IsStatic ? "" : "[default impl] ";
        }

        return method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true } when method.GetBaseDefinition() != method => "override ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        return $"{prefix}{TypeNames.Of(parameter)} {parameter.Name}{Default(parameter)}";
    }

    private static string Default(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: false } => "",
        { DefaultValue: null, ParameterType.IsValueType: true } => " = default",
        { DefaultValue: null } => " = null",
        { DefaultValue: bool flag } => flag ? " = true" : " = false",
        var other => $" = {other.DefaultValue}",
    };
}

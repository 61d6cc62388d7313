using System.Reflection;
using System.Runtime.CompilerServices;

namespace Appointments.Tests.Offline.PublicApi;

/// <summary>Spells types as pulumi-api.md does.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(long)] = "long",
        [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    public static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    public static string Of(PropertyInfo property) => Of(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Of(FieldInfo field) => Of(field.FieldType, new NullabilityInfoContext().Create(field));

    /// <summary>A type by itself, without what is known of nulls.</summary>
    public static string Of(Type type) => Of(type, null);

    /// <summary>The name with type parameters, under the types that it is nested in.</summary>
    public static string Declared(Type type)
    {
        var own = Bare(type) + (type.IsGenericTypeDefinition ? $"<{string.Join(", ", type.GetGenericArguments().Select(argument => argument.Name))}>" : "");
        return type.IsNested && !type.IsGenericParameter ? $"{Declared(type.DeclaringType!)}.{own}" : own;
    }

    private static string Of(Type type, NullabilityInfo? nullability)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        // A value type says it by itself. Of a type parameter the list does not say it.
        var mark = nullability is { } known && !type.IsValueType && !type.IsGenericParameter
            && (known.ReadState == NullabilityState.Nullable || known.WriteState == NullabilityState.Nullable) ? "?" : "";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying, null)}?";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        }

        if (!type.IsGenericType)
        {
            return (Keywords.GetValueOrDefault(type) ?? (type.IsGenericParameter ? type.Name : Declared(type))) + mark;
        }

        var arguments = type.GetGenericArguments().Select((argument, i) => Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i)));
        return type.IsAssignableTo(typeof(ITuple))
            ? $"({string.Join(", ", arguments)})"
            : $"{Bare(type)}<{string.Join(", ", arguments)}>{mark}";
    }

    private static string Bare(Type type) => type.Name.Split('`')[0];
}

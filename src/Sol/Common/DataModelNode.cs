using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace NfvOrchestrator.Sol.Common;

/// <summary>A node of the attribute tree of a JSON type. Children are made on first use, because types may contain themselves.</summary>
internal sealed class DataModelNode
{
    private readonly Lazy<FrozenDictionary<string, DataModelMember>> members;
    private readonly Lazy<DataModelNode>? element;

    private DataModelNode(DataModelKind kind, JsonTypeInfo? type, Type? elementType)
    {
        Kind = kind;
        Type = type?.Type;
        members = new(() => kind == DataModelKind.Object && type is not null
            ? type.Properties.Where(static p => !p.IsExtensionData && p.Get is not null)
                .ToFrozenDictionary(static p => p.Name, p => new DataModelMember(p.Name, p.IsRequired, Of(type.Options.GetTypeInfo(p.PropertyType))), StringComparer.Ordinal)
            : FrozenDictionary<string, DataModelMember>.Empty);
        element = elementType is null || type is null ? null : new(() => Of(type.Options.GetTypeInfo(elementType)));
    }

    public DataModelKind Kind { get; }

    public Type? Type { get; }

    /// <summary>Attributes of an object.</summary>
    public FrozenDictionary<string, DataModelMember> Members => members.Value;

    /// <summary>Element of an array, value of a map.</summary>
    public DataModelNode? Element => element?.Value;

    public bool IsComplex => Kind >= DataModelKind.Any;

    public static DataModelNode Of(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => new(DataModelKind.Object, info, null),
            JsonTypeInfoKind.Enumerable => new(DataModelKind.Array, info, info.ElementType),
            JsonTypeInfoKind.Dictionary => new(DataModelKind.Map, info, info.ElementType),
            _ => new(LeafKind(type), info.Type == type ? info : info.Options.GetTypeInfo(type), null),
        };
    }

    private static DataModelKind LeafKind(Type type)
    {
        if (type.IsEnum)
        {
            return DataModelKind.Enumeration;
        }

        if (type == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(type) || type == typeof(object))
        {
            return DataModelKind.Any;
        }

        if (type == typeof(DateTimeOffset) || type == typeof(DateTime))
        {
            return DataModelKind.DateTime;
        }

        return System.Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => DataModelKind.Boolean,
            TypeCode.String or TypeCode.Char or TypeCode.Object => DataModelKind.String,
            _ => DataModelKind.Number,
        };
    }
}

using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Data types as declarations: what may be given, and what holds when nothing is given.</summary>
internal sealed class Declarations(TypeSystem types)
{
    private const int MaxDepth = 6;
    private const int MaxMembers = 2_000;
    private const int MaxFilled = 20_000;
    private int _given;
    private int _filled;

    public ToscaType? DataType(string? name) =>
        name is null || TypeSystem.IsPrimitive(name) ? null : types.Find(TypeKind.Data, name) ?? types.Find(TypeKind.Data, "tosca.datatypes." + name);

    /// <summary>The data type of a member of a data type.</summary>
    public ToscaType? MemberType(ToscaType? type, string member) => DataType(type?.Properties.GetValueOrDefault(member)?.Type);

    /// <summary>Members of a data type, nested types with theirs (bounded: types may contain themselves).</summary>
    public IReadOnlyList<ParameterDeclaration> Members(ToscaType? type) => Members(type, 0);

    /// <summary>The value with the defaults of its type filled in; null when nothing is given and nothing has a default.</summary>
    public YNode? Filled(ToscaType? type, YNode? value) => type is null || value is not (YMap or null) ? value : Filled(type, value, 0);

    private List<ParameterDeclaration> Members(ToscaType? type, int depth)
    {
        var result = new List<ParameterDeclaration>();
        foreach (var (name, schema) in type?.Properties ?? [])
        {
            if (++_given > MaxMembers)
            {
                break;
            }

            result.Add(new ParameterDeclaration
            {
                Name = name,
                Type = schema.Type,
                EntryType = schema.EntryType,
                Required = schema.Required && schema.Default is null,
                Default = schema.Default.ToJson(),
                Description = schema.Declared["description"]?.Text,
                Constraints = schema.Declared["constraints"].ToJson(),
                Members = depth < MaxDepth ? Members(DataType(schema.Type) ?? DataType(schema.EntryType), depth + 1) : [],
            });
        }

        return result;
    }

    private YMap? Filled(ToscaType type, YNode? value, int depth)
    {
        // types of types of types with defaults: the value must not grow with a power of their depth
        if (_filled > MaxFilled)
        {
            return value as YMap;
        }

        _filled += type.Properties.Count;
        var at = value ?? type.Body;
        var result = new YMap(at.File, at.Line, at.Column);
        foreach (var (key, item) in value.OrEmpty())
        {
            result.Set(key, item is YMap && MemberType(type, key.Value) is { } member && depth < MaxDepth ? Filled(member, item, depth + 1) ?? item : item);
        }

        foreach (var (name, schema) in type.Properties)
        {
            if (!result.TryGet(name, out _) && (schema.Default ?? (depth < MaxDepth && DataType(schema.Type) is { } member && !ReferenceEquals(member, type) ? Filled(member, null, depth + 1) : null)) is { } filled)
            {
                result.Set(new YScalar(at.File, at.Line, at.Column, name, quoted: false), filled);
            }
        }

        return result.Pairs.Count == 0 ? null : result;
    }
}

using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>
/// All types one compilation sees: those of the package over the built-in ones, resolved through derived_from on first use.
/// </summary>
internal sealed class TypeSystem(TypeSystem? builtIn, DiagnosticBag diagnostics)
{
    /// <summary>Inherited members are copied: without a bound a small file of many types under a large one would fill the memory.</summary>
    private const int MaxInherited = 500_000;

    private const int MaxDepth = 60;

    private static readonly HashSet<string> s_primitives = new(StringComparer.Ordinal)
    {
        "string", "integer", "float", "boolean", "timestamp", "version", "range", "list", "map", "any", "null", "json", "xml", "PortDef",
        "scalar-unit.size", "scalar-unit.time", "scalar-unit.frequency", "scalar-unit.bitrate", "scalar-unit",
    };

    private static readonly (string Key, TypeKind Kind)[] s_sections =
    [
        ("data_types", TypeKind.Data), ("artifact_types", TypeKind.Artifact), ("capability_types", TypeKind.Capability),
        ("relationship_types", TypeKind.Relationship), ("interface_types", TypeKind.Interface), ("node_types", TypeKind.Node),
        ("group_types", TypeKind.Group), ("policy_types", TypeKind.Policy),
    ];

    private static readonly Dictionary<string, TypeKind> s_sectionKinds = s_sections.ToDictionary(s => s.Key, s => s.Kind, StringComparer.Ordinal);

    private readonly Dictionary<string, YNode>[] _definitions = Tables<YNode>();
    private readonly Dictionary<string, ToscaType?>[] _resolved = Tables<ToscaType?>();
    private readonly HashSet<(TypeKind Kind, string Name)> _open = [];
    private readonly DefinitionChecker _checker = new(diagnostics);

    /// <summary>Members that its types got from their parents.</summary>
    public long Inherited { get; private set; }

    public static bool IsPrimitive(string name) => s_primitives.Contains(name);

    /// <summary>Whether a key at the top of a file is a section of types.</summary>
    public static bool IsSection(string key) => s_sectionKinds.ContainsKey(key);

    public static IEnumerable<string> Primitives => s_primitives;

    public static string Word(TypeKind kind) => kind.ToString().ToLowerInvariant();

    public void AddFile(YNode root)
    {
        foreach (var (section, types) in root.Entries)
        {
            if (!s_sectionKinds.TryGetValue(section.Value, out var kind))
            {
                continue;
            }

            if (types is not YMap && !types.IsNull)
            {
                diagnostics.Error("TOSCA0123", types, $"'{section.Value}' must be a map of types by name, found {types.Describe()}", "TOSCA 1.3 §3.10.2");
                continue;
            }

            var table = _definitions[(int)kind];
            foreach (var (name, body) in types.Entries)
            {
                if (body is not YMap && !body.IsNull)
                {
                    diagnostics.Error("TOSCA0123", body, $"{Word(kind)} type '{name.Value}' must be a map, found {body.Describe()}", "TOSCA 1.3 §3.7");
                }
                else if (!table.TryAdd(name.Value, body))
                {
                    var first = table[name.Value];
                    if (!string.Equals(first.File, body.File, StringComparison.Ordinal))
                    {
                        diagnostics.Deviation("TOSCA0203", name, $"{Word(kind)} type '{name.Value}' is also defined at {first.File}:{first.Line}; that one counts", "TOSCA 1.3 §3.1", "keep one definition");
                    }
                }
            }
        }
    }

    /// <summary>Whether these types lie directly over the others.</summary>
    public bool IsOver(TypeSystem? other) => other is not null && ReferenceEquals(builtIn, other);

    /// <summary>Whether a file defines a type under a name that means one here already.</summary>
    public bool Redefines(YNode root) =>
        root.Entries.Any(section => s_sectionKinds.TryGetValue(section.Key.Value, out var kind) && section.Value.Entries.Any(type => Find(kind, type.Key.Value) is not null));

    /// <summary>Resolves every type of the package, so that mistakes in unused types are told too.</summary>
    public void ResolveAll()
    {
        foreach (var (_, kind) in s_sections)
        {
            foreach (var (name, body) in _definitions[(int)kind])
            {
                if (Find(kind, name) is { } type)
                {
                    _checker.Check(this, type, body);
                }
            }
        }
    }

    public ToscaType? Find(TypeKind kind, string name) => Find(kind, name, 0);

    /// <summary>A data type by its name, or by the last part of a normative one (<c>Credential</c>).</summary>
    public ToscaType? FindData(string name) => Find(TypeKind.Data, name, 0);

    /// <summary>Finds a type or says at <paramref name="at"/> that it is not there.</summary>
    public ToscaType? Require(TypeKind kind, string name, YNode at)
    {
        var type = Find(kind, name);
        if (type is null && !_definitions[(int)kind].ContainsKey(name))
        {
            diagnostics.Error("TOSCA0201", at, $"{Word(kind)} type '{name}' is not defined", "TOSCA 1.3 §3.7", DidYouMean.Hint(name, Names(kind)) ?? "define it or import the file that does");
        }

        return type;
    }

    /// <summary>Whether the type a name stands for is the other or derived from it; unknown names never are.</summary>
    public bool IsA(TypeKind kind, string? name, string? ancestor) =>
        name is not null && ancestor is not null && (string.Equals(name, ancestor, StringComparison.Ordinal) || Find(kind, name)?.IsA(Find(kind, ancestor)?.Name ?? ancestor) == true);

    public IEnumerable<string> Names(TypeKind kind)
    {
        IEnumerable<string> own = _definitions[(int)kind].Keys;
        return builtIn is null ? own : own.Concat(builtIn.Names(kind));
    }

    private static Dictionary<string, T>[] Tables<T>()
    {
        var tables = new Dictionary<string, T>[s_sections.Length];
        foreach (var (_, kind) in s_sections)
        {
            tables[(int)kind] = new Dictionary<string, T>(StringComparer.Ordinal);
        }

        return tables;
    }

    private ToscaType? Find(TypeKind kind, string name, int depth)
    {
        if (_resolved[(int)kind].TryGetValue(name, out var type))
        {
            return type;
        }

        return _definitions[(int)kind].TryGetValue(name, out var body) ? Resolve(kind, name, body, depth) : builtIn?.Find(kind, name) ?? Short(kind, name, depth);
    }

    /// <summary>A name may carry the prefix of a name space (<c>prefix:Type</c>), and normative types have short names (<c>Compute</c>, <c>tosca:Compute</c>).</summary>
    private ToscaType? Short(TypeKind kind, string name, int depth)
    {
        var colon = name.LastIndexOf(':');
        if (colon >= 0)
        {
            return colon + 1 < name.Length ? Find(kind, name[(colon + 1)..], depth) : null;
        }

        return builtIn is null || name.StartsWith("tosca.", StringComparison.Ordinal) ? null : builtIn.Find(kind, kind switch
        {
            TypeKind.Data => "tosca.datatypes.",
            TypeKind.Capability => "tosca.capabilities.",
            TypeKind.Policy => "tosca.policies.",
            _ => $"tosca.{Word(kind)}s.",
        } + name, depth);
    }

    private ToscaType? Resolve(TypeKind kind, string name, YNode body, int depth)
    {
        _resolved[(int)kind][name] = null;
        _open.Add((kind, name));
        var found = Parent(kind, name, body, depth, out var parent);
        _open.Remove((kind, name));
        if (!found)
        {
            return null;
        }

        Inherited += parent is null ? 0 : parent.Properties.Count + parent.Capabilities.Count + parent.Requirements.Count;
        if (Inherited > MaxInherited)
        {
            diagnostics.Error("TOSCA0204", body, $"the types of the package inherit more than {MaxInherited:N0} properties in total");
            return null;
        }

        var type = TypeBuilder.Build(kind, name, body, parent);
        _resolved[(int)kind][name] = type;
        return type;
    }

    /// <summary>False when the type cannot be resolved; the reason is told once, at the type that has it.</summary>
    private bool Parent(TypeKind kind, string name, YNode body, int depth, out ToscaType? parent)
    {
        parent = null;
        var parentNode = body["derived_from"];
        if (parentNode?.Text is not { } parentName || (kind == TypeKind.Data && IsPrimitive(parentName)))
        {
            return true;
        }

        if (string.Equals(parentName, name, StringComparison.Ordinal))
        {
            // the package redefines a built-in type by deriving from its name
            parent = builtIn?.Find(kind, parentName);
            if (parent is null)
            {
                diagnostics.Error("TOSCA0202", parentNode, $"{Word(kind)} type '{name}' is derived from itself", "TOSCA 1.3 §3.7");
            }

            return parent is not null;
        }

        if (_open.Contains((kind, parentName)))
        {
            diagnostics.Error("TOSCA0202", parentNode, $"{Word(kind)} type '{name}' is derived from '{parentName}', which is derived from it in turn ({string.Join(", ", _open.Select(o => o.Name).Take(5))})", "TOSCA 1.3 §3.7");
            return false;
        }

        if (depth > MaxDepth)
        {
            diagnostics.Error("TOSCA0202", parentNode, $"{Word(kind)} type '{name}' has more than {MaxDepth} ancestors", "TOSCA 1.3 §3.7");
            return false;
        }

        parent = Find(kind, parentName, depth + 1);
        if (parent is null && !_definitions[(int)kind].ContainsKey(parentName))
        {
            diagnostics.Error("TOSCA0201", parentNode, $"{Word(kind)} type '{name}' is derived from '{parentName}', which is not defined", "TOSCA 1.3 §3.7", DidYouMean.Hint(parentName, Names(kind)) ?? "define it or import the file that does");
        }

        return parent is not null;
    }
}

namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>
/// A YAML value that remembers where it was written. The tree is shared between aliases and must not be changed. A large descriptor has
/// hundred thousands of these, most of them scalars: what only maps and lists need is in <see cref="YCollection"/>.
/// </summary>
internal abstract class YNode(string file, int line, int column, bool quoted = false)
{
    private readonly int _column = quoted ? column | int.MinValue : column;

    public string File { get; } = file;

    public int Line { get; } = line;

    public int Column => _column & int.MaxValue;

    /// <summary>Whether a scalar was written in quotes or as a block; kept beside the column, because a field would make every scalar eight bytes larger.</summary>
    protected bool InQuotes => _column < 0;

    /// <summary>Nodes below and including this one, aliases counted at full size.</summary>
    public int Weight => this is YCollection c ? c.TotalWeight : 1;

    /// <summary>Whether an intrinsic function is in here, so that everything else is never searched for one.</summary>
    public bool HasFunction => this is YCollection { ContainsFunction: true };

    /// <summary>Levels from here down to the deepest leaf, this one included.</summary>
    public int Height => this is YCollection c ? c.TotalHeight : 1;

    public bool IsNull => this is YScalar { Quoted: false, Value: "" or "~" or "null" or "Null" or "NULL" };

    public string? Text => this is YScalar s && !IsNull ? s.Value : null;

    /// <summary>The value under a key of a map, or null when this is no map, the key is absent, or its value is null.</summary>
    public YNode? this[string key] => this is YMap m && m.TryGet(key, out var value) && !value.IsNull ? value : null;

    /// <summary>Walks keys.</summary>
    public YNode? At(params ReadOnlySpan<string> path)
    {
        YNode? node = this;
        foreach (var key in path)
        {
            node = node?[key];
        }

        return node;
    }

    /// <summary>Entries of a map; nothing for anything else.</summary>
    public IReadOnlyList<KeyValuePair<YScalar, YNode>> Entries => this is YMap m ? m.Pairs : [];

    /// <summary>Items of a list; a single non-null value counts as a list of one.</summary>
    public IReadOnlyList<YNode> Items => this switch
    {
        YList l => l.Values,
        _ when IsNull => [],
        _ => [this],
    };

    public string Describe() => this switch
    {
        YScalar s when IsNull => "nothing",
        YScalar s => $"\"{(s.Value.Length > 60 ? s.Value[..60] + "…" : s.Value)}\"",
        YList => "a list",
        _ => "a map",
    };
}

namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>A mapping, in source order.</summary>
internal sealed class YMap(string file, int line, int column) : YNode(file, line, column)
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    public List<KeyValuePair<YScalar, YNode>> Pairs { get; } = [];

    public bool TryGet(string key, out YNode value)
    {
        if (_index.TryGetValue(key, out var i))
        {
            value = Pairs[i].Value;
            return true;
        }

        value = this;
        return false;
    }

    /// <summary>Adds, or replaces and says false when the key was there.</summary>
    public bool Set(YScalar key, YNode value)
    {
        if (_index.TryGetValue(key.Value, out var i))
        {
            Pairs[i] = new(key, value);
            return false;
        }

        _index[key.Value] = Pairs.Count;
        Pairs.Add(new(key, value));
        return true;
    }
}

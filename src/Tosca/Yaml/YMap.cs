namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>A mapping, in source order. Most maps of a descriptor have a handful of keys: only larger ones get an index.</summary>
internal sealed class YMap(string file, int line, int column) : YCollection(file, line, column)
{
    private const int IndexFrom = 12;

    private Dictionary<string, int>? _index;

    public List<KeyValuePair<YScalar, YNode>> Pairs { get; } = [];

    public bool TryGet(string key, out YNode value)
    {
        var i = IndexOf(key);
        value = i < 0 ? this : Pairs[i].Value;
        return i >= 0;
    }

    /// <summary>Adds, or replaces and says false when the key was there.</summary>
    public bool Set(YScalar key, YNode value)
    {
        var i = IndexOf(key.Value);
        if (i >= 0)
        {
            Pairs[i] = new(key, value);
            return false;
        }

        _index?.Add(key.Value, Pairs.Count);
        Pairs.Add(new(key, value));
        return true;
    }

    private int IndexOf(string key)
    {
        if (_index is null)
        {
            if (Pairs.Count < IndexFrom)
            {
                for (var i = 0; i < Pairs.Count; i++)
                {
                    if (string.Equals(Pairs[i].Key.Value, key, StringComparison.Ordinal))
                    {
                        return i;
                    }
                }

                return -1;
            }

            var index = new Dictionary<string, int>(Pairs.Count * 2, StringComparer.Ordinal);
            for (var i = 0; i < Pairs.Count; i++)
            {
                index.Add(Pairs[i].Key.Value, i);
            }

            _index = index;
        }

        return _index.GetValueOrDefault(key, -1);
    }
}

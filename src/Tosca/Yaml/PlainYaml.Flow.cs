namespace NfvOrchestrator.Tosca.Yaml;

/// <content>Lists and maps in brackets.</content>
internal sealed partial class PlainYaml
{
    /// <summary>A list or map in brackets, or what stands in one.</summary>
    private YNode? Flow(ref int at, int depth)
    {
        if (at >= _end || depth > options.MaxYamlDepth)
        {
            return null;
        }

        return bytes[at] switch
        {
            (byte)'[' => FlowList(ref at, depth),
            (byte)'{' => FlowMap(ref at, depth),
            _ => FlowScalar(ref at, key: false),
        };
    }

    private YList? FlowList(ref int at, int depth)
    {
        var (column, first) = (Column(at), _items.Count);
        at = SkipSpaces(at + 1);
        if (at < _end && bytes[at] == ']')
        {
            at++;
            return List(_line, column, first);
        }

        while (FlowEntry(ref at, depth + 1) is { } item)
        {
            _items.Add(item);
            at = SkipSpaces(at);
            if (at >= _end || bytes[at] is not ((byte)',' or (byte)']'))
            {
                return null;
            }

            if (bytes[at++] == ']')
            {
                return List(_line, column, first);
            }

            at = SkipSpaces(at);
        }

        return null;
    }

    /// <summary>An entry of a list in brackets; <c>name: value</c> is a map of one.</summary>
    private YNode? FlowEntry(ref int at, int depth)
    {
        if (at >= _end || depth > options.MaxYamlDepth || bytes[at] is (byte)'[' or (byte)'{')
        {
            return Flow(ref at, depth);
        }

        var column = Column(at);
        if (FlowScalar(ref at, key: true) is not { } scalar)
        {
            return null;
        }

        var colon = SkipSpaces(at);
        if (!IsIndicator(colon, ':'))
        {
            return scalar;
        }

        at = SkipSpaces(colon + 1);
        if (scalar is { Quoted: false, Value: "<<" } || depth >= options.MaxYamlDepth || Flow(ref at, depth + 1) is not { } value)
        {
            return null;
        }

        var first = _pairs.Count;
        _pairs.Add(new(scalar, value));
        return Filled(_line, column, first);
    }

    private YMap? FlowMap(ref int at, int depth)
    {
        var (column, first) = (Column(at), _pairs.Count);
        at = SkipSpaces(at + 1);
        if (at < _end && bytes[at] == '}')
        {
            at++;
            return Filled(_line, column, first);
        }

        while (depth < options.MaxYamlDepth && at < _end && FlowScalar(ref at, key: true) is { } key)
        {
            at = SkipSpaces(at);
            if (at + 1 >= _end || !IsIndicator(at, ':') || key is { Quoted: false, Value: "<<" })
            {
                return null;
            }

            at = SkipSpaces(at + 1);
            if (Flow(ref at, depth + 1) is not { } value)
            {
                return null;
            }

            _pairs.Add(new(key, value));
            at = SkipSpaces(at);
            if (at >= _end || bytes[at] is not ((byte)',' or (byte)'}'))
            {
                return null;
            }

            if (bytes[at++] == '}')
            {
                return Filled(_line, column, first);
            }

            at = SkipSpaces(at);
        }

        return null;
    }

    private YScalar? FlowScalar(ref int at, bool key)
    {
        var c = bytes[at];
        if (c is (byte)'"' or (byte)'\'')
        {
            return Quoted(ref at);
        }

        var begin = at;
        if (s_noPlainStart.Contains(c) || c == '-' && (at + 1 == _end || bytes[at + 1] is (byte)' ' or (byte)',' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}'))
        {
            return null;
        }

        for (; at < _end && bytes[at] is not ((byte)',' or (byte)']' or (byte)'}'); at++)
        {
            if (bytes[at] is (byte)'[' or (byte)'{' || (bytes[at] == '#' && bytes[at - 1] == ' '))
            {
                return null;
            }

            if (bytes[at] == ':')
            {
                if (IsIndicator(at, ':') && key)
                {
                    break;
                }

                if (at + 1 == _end || bytes[at + 1] is (byte)' ' or (byte)',' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}')
                {
                    return null;
                }
            }
        }

        var text = bytes.AsSpan(begin, at - begin).TrimEnd((byte)' ');
        return at >= _end || text.Length is 0 || (key && text.Length > MaxKeyLength) ? null : Scalar(_line, Column(begin), Text(text), quoted: false);
    }
}

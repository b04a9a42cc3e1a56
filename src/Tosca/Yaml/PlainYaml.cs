using System.Text;
using System.Text.Unicode;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>
/// Reads, straight from its bytes, the YAML that descriptors are mostly written in: block maps and lists, scalars of one line, brackets
/// closed in their line, block scalars. Everything else, and everything doubtful or wrong, is declined (null): <see cref="YamlLoader"/>
/// then reads the file with YamlDotNet, which also says what is wrong with it. What is accepted is the very tree that YamlDotNet's events
/// give, places included; a test compares the two over all packages and their mutations.
/// </summary>
internal sealed partial class PlainYaml(string file, PackageReadOptions options, byte[] bytes, int start, int length)
{
    private readonly List<KeyValuePair<YScalar, YNode>> _pairs = [];
    private readonly List<YNode> _items = [];
    private readonly bool _ascii = Ascii.IsValid(bytes.AsSpan(start, length - start));
    private int _nodes;

    // the rest of the current line: where its content begins and ends, and how deep that is indented
    private int _line;
    private int _lineStart;
    private int _at;
    private int _end;
    private int _next = start;
    private int _indent;

    private bool AtEnd => _indent < 0;

    public YNode? Read()
    {
        if (!IsOrdinaryText())
        {
            return null;
        }

        Advance();
        if (IsMarker('-') && IsRestEmpty(_at + 3))
        {
            Advance();
        }

        if (AtEnd || Block(0) is not YCollection root)
        {
            return null;
        }

        return AtEnd ? root : null;
    }

    /// <summary>Characters that YAML treats in a way of its own (tabs, controls, further line breaks, byte order marks) are left to YamlDotNet.</summary>
    private bool IsOrdinaryText()
    {
        var text = bytes.AsSpan(_next, length - _next);
        if (text.ContainsAnyInRange((byte)0, (byte)9) || text.ContainsAnyInRange((byte)11, (byte)12) || text.ContainsAnyInRange((byte)14, (byte)31) || text.Contains((byte)127))
        {
            return false;
        }

        for (var rest = text; rest.IndexOf((byte)'\r') is var at and >= 0; rest = rest[(at + 2)..])
        {
            if (at + 1 >= rest.Length || rest[at + 1] != '\n')
            {
                return false;
            }
        }

        return _ascii || (!text.ContainsAnyInRange((byte)0xEF, (byte)0xFF) && text.IndexOf("\u0085"u8) < 0 && text.IndexOf("\u2028"u8) < 0 && text.IndexOf("\u2029"u8) < 0 && Utf8.IsValid(text));
    }

    /// <summary>Goes to the next line that is neither empty nor a comment.</summary>
    private void Advance()
    {
        while (_next < length)
        {
            _lineStart = _next;
            _line++;
            _end = EndOfLine(_next, out _next);
            _at = _lineStart;
            while (_at < _end && bytes[_at] == ' ')
            {
                _at++;
            }

            if (_at < _end && bytes[_at] != '#')
            {
                _indent = _at - _lineStart;
                return;
            }
        }

        (_at, _end, _indent) = (length, length, -1);
    }

    private int EndOfLine(int from, out int next)
    {
        var found = bytes.AsSpan(from, length - from).IndexOf((byte)'\n');
        var end = found < 0 ? length : from + found;
        next = found < 0 ? length : end + 1;
        return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>A node that begins at the current place and may go on in the next lines.</summary>
    private YNode? Block(int depth)
    {
        if (depth > options.MaxYamlDepth || _indent == 0 && (IsMarker('-') || IsMarker('.') || bytes[_at] == '%'))
        {
            return null;
        }

        if (IsIndicator(_at, '-'))
        {
            return Sequence(_indent, depth);
        }

        return FindKey(out var colon) ? colon < 0 ? null : Map(depth) : Inline(_at, _indent - 1, depth);
    }

    private YList? Sequence(int indent, int depth)
    {
        var (line, column, first) = (_line, Column(_at), _items.Count);
        while (_indent == indent && IsIndicator(_at, '-') && !(indent == 0 && IsMarker('-')))
        {
            var after = SkipSpaces(_at + 1);
            YNode? item;
            if (IsRestEmpty(_at + 1))
            {
                var (emptyLine, emptyColumn) = (_line, Column(_at + 1));
                Advance();
                item = _indent > indent ? Block(depth + 1) : Scalar(emptyLine, emptyColumn, "", quoted: false);
            }
            else
            {
                // what follows the dash is a line of its own, indented as deep as it stands
                (_at, _indent) = (after, after - _lineStart);
                item = Block(depth + 1);
            }

            if (item is null || _indent > indent || depth >= options.MaxYamlDepth)
            {
                return null;
            }

            _items.Add(item);
        }

        return List(line, column, first);
    }

    private YMap? Map(int depth)
    {
        var (indent, line, column, first) = (_indent, _line, Column(_at), _pairs.Count);
        while (_indent == indent)
        {
            if (indent == 0 && (IsMarker('-') || IsMarker('.') || bytes[_at] == '%') || IsIndicator(_at, '-') || depth >= options.MaxYamlDepth || !FindKey(out var colon) || colon < 0 || Key(colon) is not { } key)
            {
                return null;
            }

            YNode? value;
            if (IsRestEmpty(colon + 1))
            {
                var (emptyLine, emptyColumn) = (_line, Column(colon + 1));
                Advance();
                value = _indent > indent ? Block(depth + 1)
                    : _indent == indent && IsIndicator(_at, '-') ? Sequence(indent, depth + 1)
                    : Scalar(emptyLine, emptyColumn, "", quoted: false);
            }
            else
            {
                value = Inline(SkipSpaces(colon + 1), indent, depth + 1);
            }

            // deeper than the map after a value: the value goes on, or the indentation is wrong
            if (value is null || _indent > indent)
            {
                return null;
            }

            _pairs.Add(new(key, value));
        }

        return Filled(line, column, first);
    }

    private YScalar? Scalar(int line, int column, string value, bool quoted) => ++_nodes > options.MaxYamlNodes ? null : new YScalar(file, line, column, value, quoted);

    private YList? List(int line, int column, int first)
    {
        if (++_nodes > options.MaxYamlNodes)
        {
            return null;
        }

        var values = _items.GetRange(first, _items.Count - first);
        _items.RemoveRange(first, values.Count);
        var list = new YList(file, line, column, values);
        foreach (var item in values)
        {
            list.Count(item);
        }

        return list;
    }

    private YMap? Filled(int line, int column, int first)
    {
        var map = new YMap(file, line, column);
        map.Pairs.Capacity = _pairs.Count - first;
        for (var i = first; i < _pairs.Count; i++)
        {
            var (key, value) = _pairs[i];
            map.Count(key);
            map.Count(value);
            if (!map.Set(key, value))
            {
                return null;
            }
        }

        _pairs.RemoveRange(first, _pairs.Count - first);
        map.ContainsFunction |= ValueChecker.IsFunction(map);
        return ++_nodes > options.MaxYamlNodes ? null : map;
    }

    /// <summary>Three dashes or dots at the begin of a line, which separate documents.</summary>
    private bool IsMarker(char sign) =>
        _indent == 0 && _at + 3 <= _end && bytes[_at] == sign && bytes[_at + 1] == sign && bytes[_at + 2] == sign && (_at + 3 == _end || bytes[_at + 3] == ' ');

    /// <summary>A dash, question mark or colon that is followed by a blank: the other ones belong to plain scalars.</summary>
    private bool IsIndicator(int at, char sign) => at < _end && bytes[at] == sign && (at + 1 == _end || bytes[at + 1] == ' ');

    private int SkipSpaces(int at)
    {
        while (at < _end && bytes[at] == ' ')
        {
            at++;
        }

        return at;
    }

    /// <summary>Nothing but blanks, and a comment after them, up to the end of the line.</summary>
    private bool IsRestEmpty(int at)
    {
        var content = SkipSpaces(at);
        return content >= _end || (bytes[content] == '#' && content > at);
    }

    private int Column(int at) => (_ascii ? at - _lineStart : Encoding.UTF8.GetCharCount(bytes, _lineStart, at - _lineStart)) + 1;
}

using System.Text;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Types;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace NfvOrchestrator.Tosca.Yaml;

/// <summary>
/// Text to <see cref="YNode"/>: what <see cref="PlainYaml"/> does not take over YamlDotNet's events, with bounds on bytes, depth and nodes (aliases at their expanded
/// size, so that an alias bomb is refused before anything walks it). Whatever is wrong becomes a diagnostic.
/// </summary>
internal sealed class YamlLoader(string file, PackageReadOptions options, DiagnosticBag diagnostics)
{
    private const int Pool = 4096;
    private const int MaxPooledLength = 40;

    private readonly string?[] _pool = new string?[Pool];
    private readonly Dictionary<string, YNode?> _anchors = new(StringComparer.Ordinal);
    private long _nodes;
    private IReadOnlySet<int> _indented = new HashSet<int>();

    public YNode? Load(string text) => Load(YamlText.Of(text));

    public YNode? Load(YamlText source)
    {
        try
        {
            return source.ReadPlain(file, options) ?? (IsPrintable(source) ? Parse(source) : null);
        }
        catch (DecoderFallbackException)
        {
            // met while parsing, or when the whole text was wanted to explain another mistake
            source.TellWrongEncoding(file, diagnostics);
            return null;
        }
    }

    private bool IsPrintable(YamlText source)
    {
        var (line, column, character) = source.Forbidden();
        if (line == 0)
        {
            return true;
        }

        var what = $"the character U+{(int)character:X4}, which YAML does not allow";
        if (character == '\0')
        {
            diagnostics.Add(new Diagnostic("TOSCA0101", Severity.Error, file, line, column, $"not valid YAML: {what}", "YAML 1.2 §5.1", "remove it; the file may be binary or damaged"));
            return false;
        }

        diagnostics.Deviation("TOSCA0109", new YScalar(file, line, column, "", false), what, "YAML 1.2 §5.1", "remove it, or write it as an escape in double quotes");
        return true;
    }

    /// <summary>With YamlDotNet, whatever the form.</summary>
    internal YNode? Parse(YamlText source)
    {
        try
        {
            using var reader = source.Open();
            return Parse(reader);
        }
        catch (InvalidOperationException e)
        {
            // YamlDotNet's scanner fails so where a flow collection goes on at the indentation of its parent. YAML 1.2 forbids
            // that, every other parser takes it, and published copies of the ETSI types have it.
            (var text, _indented) = FlowIndenter.Indent(source.All());
            if (_indented.Count == 0)
            {
                return Fail("TOSCA0101", 1, 1, $"not readable as YAML: {e.Message}");
            }

            _anchors.Clear();
            _nodes = 0;
            var root = Attempt(text);
            if (root is not null)
            {
                diagnostics.Deviation("TOSCA0108", new YScalar(file, _indented.Min(), 1, "", false), "a list or map in brackets goes on in a line that is not indented deeper than its key; read all the same", "YAML 1.2 §7.4", "indent the line");
            }

            return root;
        }
        catch (Exception e) when (IsParserFailure(e))
        {
            return Failure(e, source.All());
        }
    }

    private YNode? Attempt(string text)
    {
        try
        {
            return Parse(new StringReader(text));
        }
        catch (Exception e) when (IsParserFailure(e) || e is InvalidOperationException)
        {
            return Failure(e, text);
        }
    }

    /// <summary>Besides its own exception, YamlDotNet's scanner throws these on some malformed input; none of them may leave the reader.</summary>
    private static bool IsParserFailure(Exception e) =>
        e is not DecoderFallbackException and (LimitException or YamlException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException or NullReferenceException);

    private YNode? Failure(Exception e, string text) => e switch
    {
        LimitException limit => Fail(limit.Code, limit.Line, limit.Column, limit.Message),
        YamlException when TabIndented(text) is { Line: > 0 } tab => Fail("TOSCA0101", tab.Line, tab.Column, "not valid YAML: a tab in the indentation; YAML indents with spaces only"),
        YamlException yaml => Fail("TOSCA0101", (int)yaml.Start.Line, (int)yaml.Start.Column, $"not valid YAML: {yaml.Message}{(yaml.InnerException is null ? "" : $" ({yaml.InnerException.Message})")}"),
        _ => Fail("TOSCA0101", 1, 1, $"not readable as YAML: {e.Message}"),
    };

    /// <summary>The scanner tells tabs only as "invalid"; the place is what a person needs.</summary>
    private static (int Line, int Column) TabIndented(string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var tab = line[..^line.TrimStart().Length].IndexOf('\t');
            if (tab >= 0 && !line.IsWhiteSpace())
            {
                return (number, tab + 1);
            }
        }

        return (0, 0);
    }

    private YNode? Parse(TextReader text)
    {
        var parser = new Parser(text);
        parser.Consume<StreamStart>();
        if (!parser.Accept<DocumentStart>(out _))
        {
            return Fail("TOSCA0106", 1, 1, "the file is empty");
        }

        parser.Consume<DocumentStart>();
        var root = Node(parser, 0);
        parser.Consume<DocumentEnd>();
        if (!parser.Accept<StreamEnd>(out _))
        {
            diagnostics.Deviation("TOSCA0107", root, "the file has more than one YAML document; only the first is read");
        }

        return root;
    }

    private YNode? Fail(string code, int line, int column, string message)
    {
        diagnostics.Add(new Diagnostic(code, Severity.Error, file, Math.Max(1, line), Math.Max(1, column), message));
        return null;
    }

    private YNode Node(IParser parser, int depth)
    {
        var e = parser.Current ?? throw new LimitException("TOSCA0101", 1, 1, "the file ends in the middle");
        var (line, column) = ((int)e.Start.Line, (int)e.Start.Column);
        if (_indented.Contains(line))
        {
            column -= FlowIndenter.Padding;
        }

        if (depth > options.MaxYamlDepth)
        {
            throw new LimitException("TOSCA0103", line, column, $"nested deeper than {options.MaxYamlDepth} levels");
        }

        switch (e)
        {
            case AnchorAlias alias:
                parser.MoveNext();
                var name = alias.Value.Value;
                if (!_anchors.TryGetValue(name, out var target))
                {
                    throw new LimitException("TOSCA0101", line, column, $"alias '*{name}' refers to no anchor before it");
                }

                if (target is null)
                {
                    throw new LimitException("TOSCA0104", line, column, $"alias '*{name}' is inside its own anchor");
                }

                // aliases of aliases pile up levels that no line of the text shows
                if (depth + target.Height > options.MaxYamlDepth + 1)
                {
                    throw new LimitException("TOSCA0103", line, column, $"with the alias '*{name}' expanded, nested deeper than {options.MaxYamlDepth} levels");
                }

                Count(target.Weight, line, column);
                return target;

            case Scalar scalar:
                parser.MoveNext();
                Count(1, line, column);
                return Anchored(scalar.Anchor, new YScalar(file, line, column, Pooled(scalar.Value), scalar.Style is not ScalarStyle.Plain));

            case SequenceStart sequence:
                parser.MoveNext();
                Open(sequence.Anchor);
                Count(1, line, column);
                var values = new List<YNode>();
                var list = new YList(file, line, column, values);
                while (!parser.Accept<SequenceEnd>(out _))
                {
                    var item = Node(parser, depth + 1);
                    values.Add(item);
                    list.Count(item);
                }

                values.TrimExcess();

                parser.MoveNext();
                return Anchored(sequence.Anchor, list);

            case MappingStart mapping:
                parser.MoveNext();
                if (depth > 0 && (line, column) is (1, 1) && parser.Current is { } first)
                {
                    // YamlDotNet gives the map of a single pair in brackets no place: it begins with its key
                    (line, column) = ((int)first.Start.Line, (int)first.Start.Column - (_indented.Contains((int)first.Start.Line) ? FlowIndenter.Padding : 0));
                }

                Open(mapping.Anchor);
                Count(1, line, column);
                var map = new YMap(file, line, column);
                while (!parser.Accept<MappingEnd>(out _))
                {
                    Pair(parser, depth, map);
                }

                parser.MoveNext();
                map.Pairs.TrimExcess();
                map.ContainsFunction |= ValueChecker.IsFunction(map);
                return Anchored(mapping.Anchor, map);

            default:
                throw new LimitException("TOSCA0101", line, column, "unexpected end of a YAML structure");
        }
    }

    private void Pair(IParser parser, int depth, YMap map)
    {
        var key = Node(parser, depth + 1);
        var value = Node(parser, depth + 1);
        map.Count(key);
        map.Count(value);
        if (key is not YScalar scalar)
        {
            diagnostics.Error("TOSCA0123", key, $"a key must be a name, found {key.Describe()}");
            return;
        }

        if (scalar is { Value: "<<", Quoted: false })
        {
            foreach (var source in value.Items)
            {
                foreach (var (k, v) in source.Entries)
                {
                    if (!map.TryGet(k.Value, out _))
                    {
                        map.Set(k, v);
                    }
                }
            }

            return;
        }

        if (!map.Set(scalar, value))
        {
            diagnostics.Deviation("TOSCA0105", scalar, $"key '{scalar.Value}' is given twice; the last one counts", "YAML 1.2 §3.2.1.3", "remove one of them");
        }
    }

    /// <summary>Keys and type names repeat: one string each, as long as not too many others came between.</summary>
    private string Pooled(string value)
    {
        if (value.Length > MaxPooledLength)
        {
            return value;
        }

        ref var slot = ref _pool[value.GetHashCode(StringComparison.Ordinal) & (Pool - 1)];
        if (!string.Equals(slot, value, StringComparison.Ordinal))
        {
            slot = value;
        }

        return slot!;
    }

    private void Count(int weight, int line, int column)
    {
        _nodes += weight;
        if (_nodes > options.MaxYamlNodes)
        {
            throw new LimitException("TOSCA0104", line, column, $"more than {options.MaxYamlNodes:N0} YAML nodes with aliases expanded (alias bomb?)");
        }
    }

    private void Open(AnchorName anchor)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = null;
        }
    }

    private YNode Anchored(AnchorName anchor, YNode node)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node;
    }

    private sealed class LimitException(string code, int line, int column, string message) : Exception(message)
    {
        public string Code { get; } = code;

        public int Line { get; } = line;

        public int Column { get; } = column;
    }
}

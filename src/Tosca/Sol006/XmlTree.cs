using System.Text;
using System.Xml;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.JsonSchemas;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>
/// YANG data written in XML (RFC 7950 §7, as NETCONF carries it) as the tree that YAML and JSON give: an element is a member of its parent, several of one name are a list, text is a leaf.
/// Names lose their prefix and attributes mean nothing here. Of strangers, so: no document type, nothing fetched, and the bounds of YAML.
/// </summary>
internal sealed class XmlTree(string file, PackageReadOptions options, DiagnosticBag diagnostics)
{
    private int _nodes;

    /// <summary>Whether the first character of a file is the one that XML begins with.</summary>
    public static bool LooksLikeXml(ReadOnlySpan<byte> start)
    {
        start = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        return start.TrimStart(" \t\r\n"u8).StartsWith("<"u8);
    }

    public YNode? Load(Stream stream)
    {
        try
        {
            using var reader = XmlReader.Create(stream, Settings());
            reader.MoveToContent();
            var (line, column) = Place(reader);
            var root = new YMap(file, line, column);
            Add(root, new YScalar(file, line, column, reader.LocalName, quoted: false), Element(reader, 0));
            while (reader.Read())
            {
                // what follows the root must be well-formed too
            }

            // a configuration of NETCONF lies in <config> or <data>
            return root.Entries is [{ Key.Value: "config" or "data" } only] ? only.Value : root;
        }
        catch (XmlException e)
        {
            diagnostics.Add(new Diagnostic("TOSCA0509", Severity.Error, file, Math.Max(1, e.LineNumber), Math.Max(1, e.LinePosition), e.Message.Contains("DTD", StringComparison.Ordinal) ? "the document has a document type (DTD), which is never read" : $"not readable as XML: {e.Message}", "SOL006 §6, RFC 7950", "correct the line; remove the DTD"));
            return null;
        }
        catch (TooMuchException e)
        {
            diagnostics.Add(new Diagnostic(e.Code, Severity.Error, file, e.Line, e.Column, e.Message));
            return null;
        }
    }

    private XmlReaderSettings Settings()
    {
        var settings = Documents.SafeXml(options.MaxYamlBytes);
        settings.IgnoreComments = true;
        settings.IgnoreProcessingInstructions = true;
        return settings;
    }

    /// <summary>The element that the reader is on; afterwards it is on its end.</summary>
    private YNode Element(XmlReader reader, int depth)
    {
        var (line, column) = Place(reader);
        if (depth > options.MaxYamlDepth)
        {
            throw new TooMuchException("TOSCA0103", line, column, $"nested deeper than {options.MaxYamlDepth} levels");
        }

        if (++_nodes > options.MaxYamlNodes)
        {
            throw new TooMuchException("TOSCA0104", line, column, $"more than {options.MaxYamlNodes:N0} elements");
        }

        if (reader.IsEmptyElement)
        {
            return new YScalar(file, line, column, "", quoted: false);
        }

        YMap? map = null;
        StringBuilder? text = null;
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    map ??= new YMap(file, line, column);
                    var (childLine, childColumn) = Place(reader);
                    Add(map, new YScalar(file, childLine, childColumn, reader.LocalName, quoted: false), Element(reader, depth + 1));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    (text ??= new StringBuilder()).Append(reader.Value);
                    break;
            }
        }

        // leaves of one line are written with blanks around them; a text of several lines is as it is
        var (written, trimmed) = (text?.ToString() ?? "", text?.ToString().Trim() ?? "");
        return map is not null ? map : new YScalar(file, line, column, trimmed.Contains('\n', StringComparison.Ordinal) ? written : trimmed, quoted: false);
    }

    private void Add(YMap map, YScalar name, YNode value)
    {
        if (!map.TryGet(name.Value, out var before))
        {
            map.Set(name, value);
        }
        else if (before is YList list)
        {
            list.Values.Add(value);
        }
        else
        {
            map.Set(name, new YList(file, before.Line, before.Column, [before, value]));
        }
    }

    private static (int Line, int Column) Place(XmlReader reader) => reader is IXmlLineInfo info && info.HasLineInfo() ? (info.LineNumber, Math.Max(1, info.LinePosition - 1)) : (1, 1);

    private sealed class TooMuchException(string code, int line, int column, string message) : Exception(message)
    {
        public string Code { get; } = code;

        public int Line { get; } = line;

        public int Column { get; } = column;
    }
}

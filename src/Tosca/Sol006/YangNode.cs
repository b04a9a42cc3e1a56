using System.Globalization;
using System.Text.Json;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>
/// A YANG data node written in YAML or JSON: keys may carry a module prefix (RFC 7951), a list may be a single entry. What is asked for is
/// remembered, so that everything nobody asked for can be told at the end.
/// </summary>
internal sealed class YangNode(YNode node, YangDocument document)
{
    /// <summary>Longest list; no descriptor comes near it.</summary>
    private const int MaxEntries = 2_000;

    /// <summary>The value itself, for messages.</summary>
    public YNode At => node;

    /// <summary>Text of a leaf.</summary>
    public string? Value => node.Text;

    /// <summary>A child container or leaf, or null.</summary>
    public YangNode? this[string name] => Find(name) is { } found ? new YangNode(found, document) : null;

    /// <summary>The first of several names that is there: names changed between editions and in OSM.</summary>
    public YangNode? Any(params ReadOnlySpan<string> names)
    {
        YangNode? result = null;
        foreach (var name in names)
        {
            result ??= this[name];
        }

        return result;
    }

    /// <summary>Entries of a list; one map counts as a list of one; empty when absent.</summary>
    public IReadOnlyList<YangNode> List(string name)
    {
        if (Find(name) is not { } found)
        {
            return [];
        }

        if (found.Items.Count > MaxEntries)
        {
            document.TooMany(found, name, MaxEntries);
            return [];
        }

        return found.Items.Select(i => new YangNode(i, document)).ToList();
    }

    /// <summary>A leaf as text, or null.</summary>
    public string? Text(params ReadOnlySpan<string> names) => Any(names) is { } leaf ? leaf.Value : null;

    /// <summary>Texts of a leaf-list.</summary>
    public IReadOnlyList<string> Texts(string name) => List(name).Select(i => i.Value).OfType<string>().ToList();

    /// <summary>Identity without its prefix, lower case: <c>persistent-storage:persistent-storage</c>, <c>IPv4</c>.</summary>
    public string? Identity(params ReadOnlySpan<string> names) => Text(names) is { } text ? Local(text).ToLowerInvariant() : null;

    /// <summary>A whole number; something else is told and read as null.</summary>
    public int? Int(params ReadOnlySpan<string> names)
    {
        if (Any(names) is not { Value: { } text } leaf)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= int.MinValue and <= int.MaxValue && Math.Floor(number).Equals(number))
        {
            return (int)number;
        }

        document.WrongNumber(leaf.At, names[0]);
        return null;
    }

    /// <summary>A number; something else is told and read as null.</summary>
    public double? Number(params ReadOnlySpan<string> names)
    {
        if (Any(names) is not { Value: { } text } leaf)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0)
        {
            return number;
        }

        document.WrongNumber(leaf.At, names[0]);
        return null;
    }

    public bool? Bool(params ReadOnlySpan<string> names) => Text(names) is { } text && YamlJson.TryBool(text, out var value) ? value : null;

    /// <summary>A list of key and value.</summary>
    public Dictionary<string, string> Pairs(string name)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in List(name))
        {
            if (item.Text("key") is { } key)
            {
                result[key] = item.Text("value") ?? "";
            }
        }

        return result;
    }

    /// <summary>The whole of it as written; nothing of it counts as lost.</summary>
    public JsonElement? Json()
    {
        Keep();
        return node.ToJson();
    }

    /// <summary>Nothing below counts as lost.</summary>
    public void Keep() => document.Keep(node);

    /// <summary>Whether a child is there, without reading it.</summary>
    public bool Has(string name) => node.Entries.Any(e => Local(e.Key.Value) == name && !e.Value.IsNull);

    /// <summary>Name without module prefix.</summary>
    public static string Local(string name) => name[(name.LastIndexOf(':') + 1)..];

    private YNode? Find(string name)
    {
        foreach (var (key, value) in node.Entries)
        {
            if (string.Equals(Local(key.Value), name, StringComparison.Ordinal))
            {
                document.Read(node, key.Value);
                return value.IsNull ? null : value;
            }
        }

        return null;
    }
}

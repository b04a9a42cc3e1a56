using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Text;

namespace NfvOrchestrator.Sol.Selection;

/// <summary>Which attributes of the resources of a list are sent (SOL013 §5.3): all_fields, fields, exclude_fields, exclude_default. Immutable once made.</summary>
public sealed class AttributeSelector
{
    private const int MaxNames = 64;
    private readonly SelectorNode root;

    internal AttributeSelector(SelectorNode root, string? query)
    {
        this.root = root;
        Query = query;
    }

    /// <summary>Sends everything; also what a single resource is sent with.</summary>
    public static AttributeSelector AllFields { get; } = new(new SelectorNode(), "all_fields");

    /// <summary>The query string it was made from (canonical), null for none: what a page marker remembers.</summary>
    public string? Query { get; }

    /// <summary>Nothing is left out: stored JSON may be sent as it is.</summary>
    public bool IsIdentity => root.IsIdentity;

    /// <summary>Whether an attribute (or what it is part of) is left out of every resource, so that it need not be there.</summary>
    /// <param name="path">Names from the resource, separated by slashes.</param>
    public bool Omits(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var node = root;
        foreach (var name in path.Split('/'))
        {
            if (node.Drop.Contains(name))
            {
                return true;
            }
            if (!node.Into.TryGetValue(name, out node))
            {
                return false;
            }
        }
        return false;
    }

    /// <summary>Reads the selectors of a query; throws <see cref="SolProblemException"/> (400).</summary>
    public static AttributeSelector Parse(IQueryCollection query, SelectorSchema schema)
    {
        var all = Flag(query, "all_fields");
        var byDefault = Flag(query, "exclude_default");
        var fields = Names(query, "fields");
        var exclude = Names(query, "exclude_fields");
        if (!all && !byDefault && fields is null && exclude is null)
        {
            return schema.Default;
        }

        if ((all ? 1 : 0) + (byDefault ? 1 : 0) + (fields is null ? 0 : 1) + (exclude is null ? 0 : 1) > 1 && !(fields is not null && byDefault && !all && exclude is null))
        {
            throw SolProblem.BadRequest("Only one of all_fields, fields, exclude_fields and exclude_default may be given; the only combination is fields with exclude_default.").ToException();
        }

        if (all)
        {
            return AllFields;
        }

        if (exclude is not null)
        {
            var without = new SelectorNode();
            foreach (var name in exclude)
            {
                Exclude(without, Resolve(name, schema, "exclude_fields"));
            }

            return new AttributeSelector(without, "exclude_fields=" + string.Join(',', exclude.Select(Uri.EscapeDataString)));
        }

        if (fields is null)
        {
            return new AttributeSelector(schema.Default.root, "exclude_default");
        }

        var node = new SelectorNode(byDefault ? schema.ExcludedByDefault : OptionalComplex(schema.Root));
        foreach (var name in fields)
        {
            Include(node, Resolve(name, schema, "fields"));
        }

        return new AttributeSelector(node, "fields=" + string.Join(',', fields.Select(Uri.EscapeDataString)) + (byDefault ? "&exclude_default" : string.Empty));
    }

    /// <summary>Writes a resource without the attributes left out.</summary>
    public void Write(JsonElement resource, Utf8JsonWriter writer) => Write(resource, root, writer);

    /// <summary>Removes the attributes left out.</summary>
    public JsonObject Apply(JsonObject resource)
    {
        Prune(resource, root);
        return resource;
    }

    private static void Write(JsonElement element, SelectorNode node, Utf8JsonWriter writer)
    {
        if (node.IsIdentity || element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            element.WriteTo(writer);
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in element.EnumerateArray())
            {
                Write(item, node, writer);
            }

            writer.WriteEndArray();
            return;
        }

        writer.WriteStartObject();
        foreach (var member in element.EnumerateObject())
        {
            if (node.Drop.Contains(member.Name))
            {
                continue;
            }

            writer.WritePropertyName(member.Name);
            if (node.Into.TryGetValue(member.Name, out var below) || (below = node.EachEntry) is not null)
            {
                Write(member.Value, below, writer);
            }
            else
            {
                member.Value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static void Prune(JsonNode? value, SelectorNode node)
    {
        switch (value)
        {
            case JsonArray array:
                foreach (var item in array)
                {
                    Prune(item, node);
                }

                break;
            case JsonObject members:
                foreach (var name in node.Drop)
                {
                    members.Remove(name);
                }

                foreach (var (name, below) in node.Into)
                {
                    Prune(members[name], below);
                }

                if (node.EachEntry is { } each)
                {
                    foreach (var (_, entry) in members)
                    {
                        Prune(entry, each);
                    }
                }

                break;
        }
    }

    private static IEnumerable<string> OptionalComplex(DataModelNode node) => node.Members.Values.Where(static m => !m.IsRequired && m.Node.IsComplex).Select(static m => m.Name);

    private static void Include(SelectorNode node, List<DataModelMember> path)
    {
        for (var i = 0; i < path.Count; i++)
        {
            var member = path[i];
            var below = Inner(member.Node);
            var wasDropped = node.Drop.Remove(member.Name);
            if (i == path.Count - 1)
            {
                node.Into.Remove(member.Name);
                return;
            }

            if (!node.Into.TryGetValue(member.Name, out var next))
            {
                if (!wasDropped)
                {
                    // It is sent whole already (mandatory, not left out by default, or asked for as a whole).
                    return;
                }

                next = new SelectorNode(OptionalComplex(below));
                node.Into[member.Name] = member.Node.Kind == DataModelKind.Map ? new SelectorNode { EachEntry = next } : next;
            }
            else if (next.EachEntry is not null)
            {
                next = next.EachEntry;
            }

            node = next;
        }
    }

    private static void Exclude(SelectorNode node, List<DataModelMember> path)
    {
        for (var i = 0; i < path.Count - 1; i++)
        {
            if (!node.Into.TryGetValue(path[i].Name, out var next))
            {
                node.Into[path[i].Name] = next = new SelectorNode();
            }

            node = path[i].Node.Kind == DataModelKind.Map ? next.EachEntry ??= new SelectorNode() : next;
        }

        node.Drop.Add(path[^1].Name);
    }

    private static DataModelNode Inner(DataModelNode node)
    {
        while (node.Kind is DataModelKind.Array or DataModelKind.Map)
        {
            node = node.Element!;
        }

        return node;
    }

    private static List<DataModelMember> Resolve(string name, SelectorSchema schema, string parameter)
    {
        var path = new List<DataModelMember>();
        var node = schema.Root;
        foreach (var part in name.Split('/'))
        {
            var key = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (!node.Members.TryGetValue(key, out var member))
            {
                var where = path.Count == 0 ? schema.Name : path[^1].Name;
                throw SolProblem.BadRequest($"{parameter}: '{Clip.Text(key)}' is no attribute of {where}.{Suggest.DidYouMean(key, node.Members.Keys)}").With("parameter", parameter).ToException();
            }

            path.Add(member);
            node = Inner(member.Node);
        }

        var last = path[^1];
        if (last.IsRequired || !last.Node.IsComplex)
        {
            throw SolProblem.BadRequest($"{parameter}: '{Clip.Text(name)}' cannot be listed; only structures, lists and maps that may be absent can.").With("parameter", parameter).ToException();
        }

        return path;
    }

    private static bool Flag(IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var value))
        {
            return false;
        }

        // "all_fields", "all_fields=" and, because clients send it, "all_fields=true".
        return value.ToString() is "" or "true" ? true : throw SolProblem.BadRequest($"{name} is a flag and takes no value.").With("parameter", name).ToException();
    }

    private static string[]? Names(IQueryCollection query, string name)
    {
        if (!query.TryGetValue(name, out var value))
        {
            return null;
        }

        var names = value.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length is > 0 and <= MaxNames
            ? names
            : throw SolProblem.BadRequest($"{name} needs 1 to {MaxNames} attribute names, separated by commas.").With("parameter", name).ToException();
    }
}

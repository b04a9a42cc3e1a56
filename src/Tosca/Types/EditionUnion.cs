using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>
/// One definition out of several editions, for packages that do not name theirs: every type and member of any of them; a property
/// is required when every edition requires it, enumerations are the union, other constraints hold when they are the same in all,
/// and a property whose type changed is of type <c>any</c> and read by its shape.
/// </summary>
internal static class EditionUnion
{
    private static readonly string[] s_sections =
        ["data_types", "artifact_types", "capability_types", "relationship_types", "interface_types", "node_types", "group_types", "policy_types"];

    public static YNode Of(IReadOnlyList<YNode> editions)
    {
        var root = Map(editions[^1]);
        foreach (var section in s_sections)
        {
            var types = Map(editions[^1]);
            foreach (var (name, bodies) in Collect(editions.Select(e => e[section])))
            {
                types.Set(name, Type(bodies));
            }

            root.Set(Text(root, section), types);
        }

        return root;
    }

    private static YMap Type(List<YNode> bodies)
    {
        var newest = bodies[^1];
        var type = Map(newest);
        foreach (var (key, values) in Collect(bodies))
        {
            type.Set(key, key.Value switch
            {
                "properties" or "attributes" => Schemas(values, bodies.Count),
                "capabilities" or "interfaces" or "operations" or "notifications" => Newest(values),
                "requirements" => Requirements(values, bodies.Count),
                "targets" or "members" or "valid_source_types" or "valid_target_types" => Together(values),
                _ => values[^1],
            });
        }

        return type;
    }

    private static YMap Schemas(List<YNode> sections, int editions)
    {
        var result = Map(sections[^1]);
        foreach (var (name, schemas) in Collect(sections))
        {
            result.Set(name, Schema(schemas, editions));
        }

        return result;
    }

    private static YMap Schema(List<YNode> schemas, int editions)
    {
        var newest = schemas[^1];
        var schema = Map(newest);
        var sameType = schemas.TrueForAll(s => s["type"]?.Text == newest["type"]?.Text && EntryType(s) == EntryType(newest));
        schema.Set(Text(schema, "type"), Text(schema, sameType ? newest["type"]?.Text ?? "string" : "any"));
        if (schemas.Count < editions || schemas.Exists(s => s["required"]?.Text is "false"))
        {
            schema.Set(Text(schema, "required"), Text(schema, "false"));
        }

        // a default that only some editions have would be read into packages of the others
        if (newest["default"] is { } value && schemas.TrueForAll(s => s["default"]?.Text == value.Text))
        {
            schema.Set(Text(schema, "default"), value);
        }

        if (!sameType)
        {
            return schema;
        }

        if (newest["entry_schema"] is { } entry)
        {
            var merged = Map(entry);
            merged.Set(Text(merged, "type"), Text(merged, EntryType(newest) ?? "string"));
            Constraints(merged, schemas.ConvertAll(s => s.At("entry_schema", "constraints")));
            schema.Set(Text(schema, "entry_schema"), merged);
        }

        Constraints(schema, schemas.ConvertAll(s => s["constraints"]));
        return schema;
    }

    private static void Constraints(YMap into, List<YNode?> constraints)
    {
        if (constraints[^1] is not { } newest || constraints.Contains(null))
        {
            return;
        }

        var kept = new List<YNode>();
        foreach (var (clause, argument) in newest.Items.SelectMany(c => c.Entries))
        {
            var others = constraints.ConvertAll(c => c!.Items.Select(i => i[clause.Value]).FirstOrDefault(a => a is not null));
            if (others.Contains(null))
            {
                continue;
            }

            YNode? value = clause.Value is "valid_values" ? Together(others!) : others.TrueForAll(o => o!.Text == argument.Text && o is YScalar) ? argument : null;
            if (value is not null)
            {
                var map = Map(newest);
                map.Set(clause, value);
                kept.Add(map);
            }
        }

        if (kept.Count > 0)
        {
            into.Set(Text(into, "constraints"), new YList(newest.File, newest.Line, newest.Column, kept));
        }
    }

    private static YList Requirements(List<YNode> lists, int editions)
    {
        var result = new List<YNode>();
        foreach (var (name, slots) in Collect(lists.Select(l => (YNode?)Flat(l))))
        {
            var newest = slots[^1];
            var slot = Map(newest);
            foreach (var (key, value) in newest.Entries)
            {
                if (key.Value is not "occurrences" && slots.TrueForAll(s => s[key.Value]?.Text == value.Text))
                {
                    slot.Set(key, value);
                }
            }

            var low = slots.Count < editions ? 0 : slots.Min(s => int.TryParse(s["occurrences"]?.Items[0].Text ?? "1", out var n) ? n : 0);
            var high = slots.Exists(s => s["occurrences"]?.Items[1].Text is "UNBOUNDED") ? "UNBOUNDED" : "1";
            slot.Set(Text(slot, "occurrences"), new YList(slot.File, slot.Line, slot.Column, [Text(slot, $"{low}"), Text(slot, high)]));
            var item = Map(newest);
            item.Set(name, slot);
            result.Add(item);
        }

        return new YList(lists[^1].File, lists[^1].Line, lists[^1].Column, result);
    }

    private static YMap Flat(YNode list)
    {
        var map = Map(list);
        foreach (var (key, value) in list.Items.SelectMany(i => i.Entries))
        {
            map.Set(key, value);
        }

        return map;
    }

    private static YMap Newest(List<YNode> sections)
    {
        var result = Map(sections[^1]);
        foreach (var (name, values) in Collect(sections))
        {
            result.Set(name, values[^1]);
        }

        return result;
    }

    private static YList Together(IEnumerable<YNode> lists)
    {
        var all = lists.ToList();
        return new YList(all[^1].File, all[^1].Line, all[^1].Column, all.SelectMany(l => l.Items).DistinctBy(i => i.Text, StringComparer.Ordinal).ToList());
    }

    /// <summary>The values under each key of several maps, in the order of the maps.</summary>
    private static List<(YScalar Key, List<YNode> Values)> Collect(IEnumerable<YNode?> maps)
    {
        var index = new Dictionary<string, (YScalar Key, List<YNode> Values)>(StringComparer.Ordinal);
        var result = new List<(YScalar Key, List<YNode> Values)>();
        foreach (var map in maps)
        {
            foreach (var (key, value) in map.OrEmpty())
            {
                if (!index.TryGetValue(key.Value, out var entry))
                {
                    entry = (key, []);
                    index.Add(key.Value, entry);
                    result.Add(entry);
                }

                entry.Values.Add(value);
            }
        }

        return result;
    }

    private static string? EntryType(YNode schema) => schema["entry_schema"] is { } entry ? entry.Text ?? entry["type"]?.Text : null;

    private static YMap Map(YNode at) => new(at.File, at.Line, at.Column);

    private static YScalar Text(YNode at, string value) => new(at.File, at.Line, at.Column, value, quoted: false);
}

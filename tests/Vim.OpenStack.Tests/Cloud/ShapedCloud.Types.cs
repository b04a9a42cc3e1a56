using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>Volume types of Cinder.</summary>
internal sealed partial class ShapedCloud
{
    private readonly Dictionary<string, (string Name, JsonObject Extra)> typeTable = new(StringComparer.Ordinal) { ["type-lab"] = ("lab", []), ["type-gold"] = ("gold", []) };

    private static JsonObject TypeOf(KeyValuePair<string, (string Name, JsonObject Extra)> one) => new() { ["id"] = one.Key, ["name"] = one.Value.Name, ["is_public"] = true, ["extra_specs"] = one.Value.Extra.DeepClone() };

    private CloudAnswer Types(CloudCall call, string[] parts)
    {
        if (call.Method != "GET" && !call.Admin)
        {
            throw CloudRefusal.Nova(403, "forbidden", "Policy doesn't allow volume_extension:type_create to be performed.");
        }
        switch (call.Method)
        {
            case "POST":
                var id = Guid.NewGuid().ToString();
                typeTable[id] = ((string)call.Body!["volume_type"]!["name"]!, call.Body["volume_type"]!["extra_specs"]?.DeepClone().AsObject() ?? []);
                return new CloudAnswer(200, new JsonObject { ["volume_type"] = TypeOf(typeTable.Single(t => t.Key == id)) });
            case "DELETE":
                typeTable.Remove(parts[1]);
                return new CloudAnswer(202, (string?)null);
            case "GET" when parts.Length > 1:
                return typeTable.ContainsKey(parts[1])
                    ? new CloudAnswer(200, new JsonObject { ["volume_type"] = TypeOf(typeTable.Single(t => t.Key == parts[1])) })
                    : throw CloudRefusal.Nova(404, "itemNotFound", $"Volume type {parts[1]} could not be found.");
            default:
                return new CloudAnswer(200, new JsonObject { ["volume_types"] = new JsonArray([.. typeTable.Select(TypeOf)]) });
        }
    }

    /// <summary>What a volume gets of its type.</summary>
    private void Typed(JsonObject volume)
    {
        if ((bool?)volume["multiattach"] == true)
        {
            throw CloudRefusal.Nova(400, "badRequest", "multiattach parameter has been removed. The default behavior is to use multiattach enabled volume types. Contact your administrator to create a multiattach enabled volume type and use it to create multiattach volumes.");
        }
        volume["volume_type"] ??= "lab";
        var wanted = (string)volume["volume_type"]!;
        var type = typeTable.FirstOrDefault(t => t.Value.Name == wanted || t.Key == wanted);
        if (type.Key is null)
        {
            throw CloudRefusal.Nova(404, "itemNotFound", $"Volume type with name {wanted} could not be found.");
        }
        volume["multiattach"] = (string?)type.Value.Extra["multiattach"] == "<is> True";
    }
}

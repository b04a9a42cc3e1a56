using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>Conversions of <c>/vnflcm/v1</c> for what is handled as JSON: merge patches and notifications. Pure.</summary>
public static class VnfLcmV1Json
{
    private static readonly (string List, string Map)[] Deletions =
    [
        ("metadataDeleteKeys", "metadata"),
        ("extensionsDeleteKeys", "extensions"),
        ("vnfConfigurablePropertiesDeleteKeys", "vnfConfigurableProperties"),
        ("vimConnectionInfoDeleteIds", "vimConnectionInfo"),
    ];

    /// <summary>
    /// A patch of a VNF instance (SOL003 2.6.1 §5.5.2.12) as one of version 2: connections by identifier, and the lists of what is deleted as nulls of the merge patch.
    /// Throws <see cref="SolProblemException"/> (422) for what is no such patch.
    /// </summary>
    public static JsonObject PatchToInternal(JsonObject patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        var result = patch.DeepClone().AsObject();
        if (result["vimConnectionInfo"] is { } connections)
        {
            result["vimConnectionInfo"] = ListToMap(connections);
        }
        foreach (var (list, map) in Deletions)
        {
            if (!result.Remove(list, out var keys) || keys is null)
            {
                continue;
            }
            if (result[map] is not JsonObject entries)
            {
                if (result.ContainsKey(map))
                {
                    throw SolProblem.Unprocessable($"The attributes '{map}' and '{list}' contradict each other: the first deletes all.").ToException();
                }
                result[map] = entries = [];
            }
            foreach (var key in keys as JsonArray ?? throw Wrong(list))
            {
                var name = key is JsonValue value && value.TryGetValue(out string? text) ? text : throw Wrong(list);
                if (!entries.TryAdd(name, null))
                {
                    throw SolProblem.Unprocessable($"'{name}' is in '{map}' and in '{list}': it cannot be changed and deleted at once.").ToException();
                }
            }
        }
        return result;
    }

    /// <summary>The parameters of a modification as version 1 would have sent them.</summary>
    public static JsonElement PatchToV1(JsonElement patch)
    {
        var result = JsonSerializer.SerializeToNode(patch, VnfLcmJsonContext.Default.JsonElement)!.AsObject();
        foreach (var (list, map) in Deletions)
        {
            if (result[map] is JsonObject entries && entries.Where(static e => e.Value is null).Select(static e => e.Key).ToList() is { Count: > 0 } deleted)
            {
                deleted.ForEach(key => entries.Remove(key));
                result[list] = new JsonArray([.. deleted.Select(static key => (JsonNode)key)]);
                if (entries.Count == 0)
                {
                    result.Remove(map);
                }
            }
        }
        MapToList(result);
        using var document = JsonDocument.Parse(result.ToJsonString());
        return document.RootElement.Clone();
    }

    /// <summary>A <c>VnfLcmOperationOccurrenceNotification</c> in the form of version 1.</summary>
    public static JsonObject NotificationToV1(JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        foreach (var name in (ReadOnlySpan<string>)["verbosity", "affectedExtLinkPorts", "affectedVipCps", "modificationsTriggeredByVnfPkgChange"])
        {
            body.Remove(name);
        }
        if (body["changedInfo"] is JsonObject changed)
        {
            MapToList(changed);
        }
        foreach (var link in (body["affectedVirtualLinks"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (link.Remove("vnfVirtualLinkDescId", out var descriptor))
            {
                link["virtualLinkDescId"] = descriptor;
            }
        }
        foreach (var link in (body["changedExtConnectivity"] as JsonArray ?? []).OfType<JsonObject>())
        {
            link.Remove("currentVnfExtCpData");
        }
        return body;
    }

    private static JsonObject ListToMap(JsonNode connections)
    {
        var map = new JsonObject();
        foreach (var connection in connections as JsonArray ?? throw Wrong("vimConnectionInfo"))
        {
            if (connection is not JsonObject one || one["id"] is not JsonValue value || !value.TryGetValue(out string? id))
            {
                throw SolProblem.Unprocessable("Each item of 'vimConnectionInfo' needs an 'id'.").ToException();
            }
            var content = one.DeepClone().AsObject();
            content.Remove("id");
            if (!map.TryAdd(id, content))
            {
                throw SolProblem.Unprocessable($"vimConnectionInfo has the id '{id}' more than once.").ToException();
            }
        }
        return map;
    }

    private static void MapToList(JsonObject owner)
    {
        if (owner["vimConnectionInfo"] is not JsonObject map)
        {
            return;
        }
        var list = new JsonArray();
        foreach (var (id, connection) in map)
        {
            var one = new JsonObject { ["id"] = id };
            foreach (var (name, value) in connection as JsonObject ?? [])
            {
                one[name] = value?.DeepClone();
            }
            list.Add((JsonNode)one);
        }
        owner["vimConnectionInfo"] = list;
    }

    private static SolProblemException Wrong(string attribute) => SolProblem.Unprocessable($"The attribute '{attribute}' must be a list of {(attribute == "vimConnectionInfo" ? "VimConnectionInfo" : "strings")}.").ToException();
}

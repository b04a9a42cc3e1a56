using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>
/// Reads and writes flow rules as the controller does: what it demands, what it lets through (unknown devices, missing prerequisites), and how it
/// normalises (<c>0x0800</c> becomes <c>0x800</c>, no treatment becomes NOACTION, in ports become numbers, criteria are sorted).
/// </summary>
public static class FlowCodec
{
    private static readonly string[] KnownCriteria =
    [
        "IN_PORT", "ETH_DST", "ETH_SRC", "ETH_TYPE", "VLAN_VID", "VLAN_PCP", "IP_DSCP", "IP_PROTO", "IPV4_SRC", "IPV4_DST", "IPV6_SRC", "IPV6_DST",
        "TCP_SRC", "TCP_DST", "UDP_SRC", "UDP_DST", "SCTP_SRC", "SCTP_DST",
    ];

    /// <summary>The selector of an object, normalised.</summary>
    public static JsonArray Criteria(JsonObject owner)
    {
        var list = (owner["selector"] as JsonObject)?["criteria"] as JsonArray ?? [];
        var normal = list.Select(c => Criterion(c as JsonObject ?? throw new OnosException(400, "Type  is unknown")))
            .OrderBy(c => Array.IndexOf(KnownCriteria, c["type"]!.GetValue<string>()));
        return new JsonArray([.. normal]);
    }

    /// <summary>The instructions of an object, normalised.</summary>
    public static JsonArray Instructions(JsonObject owner)
    {
        var list = (owner["treatment"] as JsonObject)?["instructions"] as JsonArray ?? [];
        var normal = new JsonArray([.. list.Select(i => Instruction(i as JsonObject ?? throw new OnosException(400, "Instruction type  is not supported")))]);
        if (normal.Count == 0)
        {
            normal.Add((JsonNode)new JsonObject { ["type"] = "NOACTION" });
        }
        return normal;
    }

    /// <summary>A rule as it is listed.</summary>
    public static JsonObject Encode(FlowRule rule, string state, DateTimeOffset now)
    {
        var treatment = new JsonObject { ["instructions"] = rule.Instructions.DeepClone() };
        if (rule.ClearDeferred)
        {
            treatment["clearDeferred"] = true;
        }
        treatment["deferred"] = new JsonArray();
        return new JsonObject
        {
            ["groupId"] = 0,
            ["state"] = state,
            ["life"] = (long)(now - rule.CreatedAt).TotalSeconds,
            ["liveType"] = "UNKNOWN",
            ["lastSeen"] = now.ToUnixTimeMilliseconds(),
            ["packets"] = (long)rule.Packets,
            ["bytes"] = (long)rule.Bytes,
            ["id"] = rule.IdText,
            ["appId"] = rule.AppId,
            ["priority"] = rule.Priority,
            ["timeout"] = rule.Timeout,
            ["isPermanent"] = rule.IsPermanent,
            ["deviceId"] = rule.DeviceId,
            ["tableId"] = rule.TableId,
            ["tableName"] = rule.TableId.ToString(CultureInfo.InvariantCulture),
            ["treatment"] = treatment,
            ["selector"] = new JsonObject { ["criteria"] = rule.Criteria.DeepClone() },
        };
    }

    /// <summary>A whole number that may be written as text.</summary>
    public static int Int(JsonNode? node)
        => node is not null && int.TryParse(node.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n
            : throw new OnosException(400, $"For input string: \"{node}\"");

    /// <summary>A required member.</summary>
    public static JsonNode Required(JsonObject owner, string name, string of)
        => owner[name] ?? throw new OnosException(400, $"{name} member is required in {of}");

    private static JsonObject Criterion(JsonObject c)
    {
        var type = c["type"]?.ToString() ?? "";
        return type switch
        {
            "IN_PORT" => new JsonObject { ["type"] = type, ["port"] = Int(Required(c, "port", "Criterion")) },
            "ETH_TYPE" => new JsonObject { ["type"] = type, ["ethType"] = $"0x{EtherType(Required(c, "ethType", "Criterion").ToString()):x}" },
            "ETH_DST" or "ETH_SRC" => new JsonObject { ["type"] = type, ["mac"] = Required(c, "mac", "Criterion").ToString().ToUpperInvariant() },
            "VLAN_VID" => new JsonObject { ["type"] = type, ["vlanId"] = Vlan(Required(c, "vlanId", "Criterion")) },
            "VLAN_PCP" => new JsonObject { ["type"] = type, ["priority"] = Int(Required(c, "priority", "Criterion")) },
            "IP_DSCP" => new JsonObject { ["type"] = type, ["ipDscp"] = Int(Required(c, "ipDscp", "Criterion")) },
            "IP_PROTO" => new JsonObject { ["type"] = type, ["protocol"] = Int(Required(c, "protocol", "Criterion")) },
            "IPV4_SRC" or "IPV4_DST" or "IPV6_SRC" or "IPV6_DST" => new JsonObject { ["type"] = type, ["ip"] = Prefix(Required(c, "ip", "Criterion").ToString()) },
            "TCP_SRC" or "TCP_DST" => new JsonObject { ["type"] = type, ["tcpPort"] = Int(Required(c, "tcpPort", "Criterion")) },
            "UDP_SRC" or "UDP_DST" => new JsonObject { ["type"] = type, ["udpPort"] = Int(Required(c, "udpPort", "Criterion")) },
            "SCTP_SRC" or "SCTP_DST" => new JsonObject { ["type"] = type, ["sctpPort"] = Int(Required(c, "sctpPort", "Criterion")) },
            _ => throw new OnosException(400, $"Type {type} is unknown"),
        };
    }

    private static JsonObject Instruction(JsonObject i)
    {
        var type = i["type"]?.ToString() ?? "";
        switch (type)
        {
            case "OUTPUT":
                return new JsonObject { ["type"] = type, ["port"] = Required(i, "port", "Instruction").ToString() };
            case "NOACTION":
                return new JsonObject { ["type"] = type };
            case "L2MODIFICATION":
                var subtype = Required(i, "subtype", "Instruction").ToString();
                return subtype switch
                {
                    "VLAN_PUSH" => new JsonObject { ["type"] = type, ["subtype"] = subtype, ["ethernetType"] = i["ethernetType"]?.ToString() ?? "0x8100" },
                    "VLAN_ID" => new JsonObject { ["type"] = type, ["subtype"] = subtype, ["vlanId"] = Vlan(Required(i, "vlanId", "Instruction")) },
                    "VLAN_POP" => new JsonObject { ["type"] = type, ["subtype"] = subtype },
                    _ => throw new OnosException(400, $"L2MODIFICATION subtype {subtype} is not supported"),
                };
            default:
                throw new OnosException(400, $"Instruction type {type} is not supported");
        }
    }

    private static int EtherType(string text)
    {
        try
        {
            return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? Convert.ToInt32(text, 16) : int.Parse(text, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw new OnosException(400, $"For input string: \"{text}\"");
        }
    }

    private static int Vlan(JsonNode node)
    {
        var vlan = Int(node);
        return vlan is >= 0 and <= 4095 ? vlan : throw new OnosException(400, "value exceeds allowed maximum VLAN ID value (4095)");
    }

    private static string Prefix(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            throw new OnosException(400, $"Malformed IP prefix string: {text}. Address must take form \"x.x.x.x/y\" or \"xxxx:xxxx:xxxx:xxxx:xxxx:xxxx:xxxx:xxxx/y\"");
        }
        if (!IPAddress.TryParse(text[..slash], out var address))
        {
            throw new OnosException(400, $"Invalid IP address string: {text[..slash]}");
        }
        if (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > (address.GetAddressBytes().Length * 8))
        {
            throw new OnosException(400, $"Invalid prefix length {text[(slash + 1)..]}");
        }
        return $"{Masked(address, length)}/{length}";
    }

    private static IPAddress Masked(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }
        return new IPAddress(bytes);
    }

    /// <summary>Parses a body that must be an object, with the controller's answers for everything else.</summary>
    public static JsonObject Body(string text)
    {
        JsonNode? node;
        try
        {
            node = text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException e)
        {
            throw new OnosException(400, $"com.fasterxml.jackson.core.JsonParseException: {e.Message}");
        }
        return node switch
        {
            JsonObject o => o,
            null => throw Cast(text.Length == 0 ? "MissingNode" : "NullNode"),
            JsonArray => throw Cast("ArrayNode"),
            _ => throw Cast(node.GetValueKind() == JsonValueKind.String ? "TextNode" : "IntNode"),
        };
    }

    private static OnosException Cast(string type)
        => new(500, $"class com.fasterxml.jackson.databind.node.{type} cannot be cast to class com.fasterxml.jackson.databind.node.ObjectNode");
}

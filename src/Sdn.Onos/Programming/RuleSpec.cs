using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sdn.Onos.Rest;

namespace NfvOrchestrator.Sdn.Onos.Programming;

/// <summary>
/// A rule that is wanted. The controller has no cookie over REST: a rule's identity is (application, device, match, priority, table), so a rule that is
/// derived from the path record in the same way each time is found again by <see cref="Identity"/>, also after a crash between two requests.
/// </summary>
internal sealed record RuleSpec
{
    public required string Device { get; init; }

    public required string InPort { get; init; }

    public required string OutPort { get; init; }

    public required int Priority { get; init; }

    public required bool Reverse { get; init; }

    /// <summary>First rule of a direction: it decides which traffic takes the path, so it is installed last and removed first.</summary>
    public required bool Classifier { get; init; }

    public required JsonArray Criteria { get; init; }

    public required JsonArray Instructions { get; init; }

    public string Identity => IdentityOf(Device, Priority, Criteria);

    /// <summary>Device and match without the priority: what two paths must not share.</summary>
    public string Match => $"{Device}|{Canonical(Criteria)}";

    public static string IdentityOf(OnosFlow flow) => IdentityOf(flow.Device, flow.Priority, flow.Criteria);

    public bool SameTreatment(OnosFlow flow) => Canonical(Instructions, sort: false) == Canonical(flow.Instructions, sort: false);

    public JsonObject ToJson() => new()
    {
        ["priority"] = Priority,
        ["isPermanent"] = true,
        ["timeout"] = 0,
        ["deviceId"] = Device,
        ["treatment"] = new JsonObject { ["instructions"] = Instructions.DeepClone() },
        ["selector"] = new JsonObject { ["criteria"] = Criteria.DeepClone() },
    };

    private static string IdentityOf(string device, int priority, JsonArray criteria) => $"{device}|{priority.ToString(CultureInfo.InvariantCulture)}|{Canonical(criteria)}";

    // The controller normalises what it reads back: 0x0800 becomes 0x800, numbers and texts change places, ethernetType is added, order may differ.
    private static string Canonical(JsonArray list, bool sort = true)
    {
        var texts = list.OfType<JsonObject>().Select(o => string.Join(',', o.Where(m => m.Key != "ethernetType").OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}={Value(m.Value)}")));
        return string.Join(';', sort ? texts.Order(StringComparer.Ordinal) : texts);
    }

    private static string Value(JsonNode? node)
    {
        var text = node?.ToString() ?? "";
        return text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && long.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var n)
            ? n.ToString(CultureInfo.InvariantCulture) : text.ToLowerInvariant();
    }
}

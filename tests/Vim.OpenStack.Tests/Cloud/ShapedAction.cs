using System.Globalization;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

/// <summary>An entry of the journal of a shaped server.</summary>
internal sealed record ShapedAction(string Name, DateTimeOffset At, string RequestId)
{
    /// <summary>What of it ended badly, as <c>conductor_migrate_server</c>; null: nothing, or not yet.</summary>
    public string? FailedEvent { get; set; }

    /// <summary>The fault in one line.</summary>
    public string? Details { get; set; }

    /// <summary>Whether nothing of it is under way.</summary>
    public bool IsEnded { get; set; }

    public JsonObject ToJson() => new() { ["action"] = Name, ["request_id"] = RequestId, ["message"] = FailedEvent is null ? null : "Error", ["start_time"] = Stamp() };

    /// <summary>With its events, whose words only administrators see.</summary>
    public JsonObject ToJson(bool admin)
    {
        var one = new JsonObject { ["event"] = FailedEvent ?? "compute_" + Name, ["result"] = !IsEnded ? null : FailedEvent is null ? "Success" : "Error", ["start_time"] = Stamp(), ["finish_time"] = IsEnded ? Stamp() : null };
        if (admin)
        {
            one["details"] = Details;
        }
        var entry = ToJson();
        entry["events"] = new JsonArray(one);
        return entry;
    }

    private string Stamp() => At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}

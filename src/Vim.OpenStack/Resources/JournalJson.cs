using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

#pragma warning disable MA0048 // the answers of the journals in one file: each is a few lines and means nothing alone

/// <summary>JSON metadata of what the journals of Nova and Cinder answer, of what tells whose a QoS policy is, and how long a guest may take to stop; members that are not listed are skipped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true, MaxDepth = 64)]
[JsonSerializable(typeof(InstanceActionAnswer))]
[JsonSerializable(typeof(VolumeMessagesAnswer))]
[JsonSerializable(typeof(PolicyMarkAnswer))]
[JsonSerializable(typeof(StopTimeAnswer))]
internal sealed partial class JournalJson : JsonSerializerContext;

internal sealed record InstanceActionAnswer([property: JsonPropertyName("instanceAction")] OsJournalEntry InstanceAction);

internal sealed record OsJournalEntry
{
    public string Action { get; init; } = "";

    public string? Message { get; init; }

    /// <summary>Members see them from 2.51.</summary>
    public IReadOnlyList<OsJournalEvent>? Events { get; init; }
}

internal sealed record OsJournalEvent
{
    public string Event { get; init; } = "";

    /// <summary>Success, Error, or null while it is under way.</summary>
    public string? Result { get; init; }

    public DateTime? FinishTime { get; init; }

    /// <summary>The fault in one line, from 2.84, by default for administrators.</summary>
    public string? Details { get; init; }

    /// <summary>For administrators.</summary>
    public string? Traceback { get; init; }
}

internal sealed record VolumeMessagesAnswer(IReadOnlyList<OsVolumeMessage> Messages);

internal sealed record OsVolumeMessage
{
    public string? UserMessage { get; init; }

    public string? RequestId { get; init; }

    public string? ResourceUuid { get; init; }
}

internal sealed record PolicyMarkAnswer(OsPolicyMark Policy);

internal sealed record OsPolicyMark(string? Name = null, string? Description = null);

/// <summary>Glance tells properties of images as texts.</summary>
internal sealed record StopTimeAnswer(string? OsShutdownTimeout = null);

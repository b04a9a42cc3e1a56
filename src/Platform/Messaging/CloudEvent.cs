using System.Text.Json;

namespace NfvOrchestrator.Platform.Messaging;

/// <summary>A CloudEvents 1.0 envelope in structured JSON mode.</summary>
public sealed record CloudEvent
{
    /// <summary>Unique per <see cref="Source"/>; the same on redelivery, so that receivers can drop duplicates.</summary>
    public required string Id { get; init; }

    /// <summary>Who says it, for example <c>/vim/simulator</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What happened, for example <c>nfv.vim.utilisation</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The managed object it is about.</summary>
    public string? Subject { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Extension attribute <c>tenant</c>: whose event it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Extension attribute <c>traceparent</c> (W3C), when the event belongs to a trace.</summary>
    public string? Traceparent { get; init; }

    /// <summary>Extension attribute <c>deadletterreason</c>: on a dead-letter topic, why the event could not be handled and by which group.</summary>
    public string? DeadLetterReason { get; init; }

    /// <summary>The content; its shape follows from <see cref="Type"/>.</summary>
    public required JsonElement Data { get; init; }
}

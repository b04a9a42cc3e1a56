using System.Text.Json;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>One line of the journal.</summary>
public sealed record StepRecord
{
    /// <summary>The step.</summary>
    public required string StepId { get; init; }

    /// <summary>The run of the operation it belongs to.</summary>
    public required int Run { get; init; }

    /// <summary>Where it stands.</summary>
    public required StepState State { get; init; }

    /// <summary>Attempts started so far.</summary>
    public required int Attempts { get; init; }

    /// <summary>Start of the first attempt.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it succeeded or failed for good.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>What it returned.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>Why it failed, in the words of whoever failed.</summary>
    public string? Error { get; init; }
}

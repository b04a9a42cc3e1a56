using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Assurance.Decisions;

/// <summary>Why a VNF was (or was not) scaled and what came of it. A document of <c>/assurance/v1/decisions</c>; also the data of the events about it.</summary>
public sealed record ScalingDecision
{
    /// <summary>UUID version 7; also the Idempotency-Key of the request to the VNFM.</summary>
    public required string Id { get; init; }

    /// <summary>The policy.</summary>
    public required string PolicyId { get; init; }

    /// <summary>The VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>The scaling aspect.</summary>
    public required string AspectId { get; init; }

    /// <summary>One step in this direction is asked for.</summary>
    public required ScaleType Direction { get; init; }

    /// <summary>Why, for a person.</summary>
    public required string Reason { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>Its value (mean over the servers) that completed the breach.</summary>
    public required double Value { get; init; }

    /// <summary>The threshold that was reached.</summary>
    public required double Threshold { get; init; }

    /// <summary>First value of the breach, on the clock of the samples.</summary>
    public required DateTimeOffset WindowStart { get; init; }

    /// <summary>Last value of the breach.</summary>
    public required DateTimeOffset WindowEnd { get; init; }

    /// <summary>Number of values in the breach.</summary>
    public required int WindowSamples { get; init; }

    /// <summary>Their mean.</summary>
    public required double WindowMean { get; init; }

    /// <summary>The least.</summary>
    public required double WindowMin { get; init; }

    /// <summary>The greatest.</summary>
    public required double WindowMax { get; init; }

    /// <summary>How long the policy rests afterwards, seconds.</summary>
    public required int CooldownSeconds { get; init; }

    /// <summary>How far it is.</summary>
    public DecisionState State { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Scale level of the aspect before.</summary>
    public int? LevelBefore { get; init; }

    /// <summary>Requests sent to the VNFM.</summary>
    public int Attempts { get; init; }

    /// <summary>A request was sent and its answer is not known (yet): it must be repeated with the same key, never given up silently.</summary>
    public bool AnswerOutstanding { get; init; }

    /// <summary>The operation occurrence of the VNFM.</summary>
    public string? VnfLcmOpOccId { get; init; }

    /// <summary>When the VNFM accepted it.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>What went wrong last, or how it ended, for a person.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether it is closed.</summary>
    [JsonIgnore]
    public bool IsClosed => ClosedAt is not null;
}

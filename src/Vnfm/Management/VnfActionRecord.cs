using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>What became of an action, written before and after it: what a restart, a retry and the occurrence go by.</summary>
public sealed record VnfActionRecord
{
    /// <summary>The operation.</summary>
    public required string OperationId { get; init; }

    /// <summary>What the occurrence shows.</summary>
    public required VnfActionResult Result { get; init; }

    /// <summary>A coordination that was accepted and goes on at the other side.</summary>
    public string? CoordinationId { get; init; }

    /// <summary>The coordination as the occurrence shows it.</summary>
    public LcmCoordination? Coordination { get; init; }

    /// <summary>Times the coordination was refused for the moment.</summary>
    public IReadOnlyList<RejectedLcmCoordination> Rejected { get; init; } = [];

    /// <summary>Warnings of the other side.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The record of a further attempt.</summary>
    internal VnfActionRecord Again() => this with { Result = Result with { State = "STARTED", EndTime = null, ExitCode = null, Output = null } };
}

using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>A grant that was given, by the id of the operation occurrence that asked.</summary>
public sealed record GrantRecord
{
    /// <summary>What was asked, without the resources: those are in the answer.</summary>
    public required GrantRequest Request { get; init; }

    /// <summary>The registered VNFM that asked; null: the house's own, or an operator.</summary>
    public string? VnfmId { get; init; }

    /// <summary>What was answered.</summary>
    public required Grant Grant { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>What was reserved is given back then, unless the end of the operation was booked or the VNFM says that it is at work.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Lines of the VNF's reservation that this grant added.</summary>
    public IReadOnlyList<string> Booked { get; init; } = [];

    /// <summary>The sizes that changed resources have when the operation is completed, by resource.</summary>
    public IReadOnlyDictionary<string, ResourceAmounts>? Resized { get; init; }

    /// <summary>Lines that are free again when the operation is completed.</summary>
    public IReadOnlyList<string> FreedByCompletion { get; init; } = [];

    /// <summary>Lines that are free again when the operation is rolled back or given up.</summary>
    public IReadOnlyList<string> FreedByFailure { get; init; } = [];

    /// <summary>True once the end of the operation was booked in the ledger.</summary>
    public bool Concluded { get; init; }

    /// <summary>When; null while it is open.</summary>
    public DateTimeOffset? ConcludedAt { get; init; }
}

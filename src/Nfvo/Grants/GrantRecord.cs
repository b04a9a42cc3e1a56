using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>A grant that was given, by the id of the operation occurrence that asked.</summary>
public sealed record GrantRecord
{
    /// <summary>What was asked.</summary>
    public required GrantRequest Request { get; init; }

    /// <summary>What was answered.</summary>
    public required Grant Grant { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset GivenAt { get; init; }

    /// <summary>True once the end of the operation was booked in the ledger.</summary>
    public bool Concluded { get; init; }
}

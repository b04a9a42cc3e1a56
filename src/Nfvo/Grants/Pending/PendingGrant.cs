using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Nfvo.Grants.Pending;

/// <summary>A grant request that was answered 202, by the id of the operation occurrence that asked (SOL003 §9.4.2.3.1).</summary>
public sealed record PendingGrant
{
    /// <summary>What was asked.</summary>
    public required GrantRequest Request { get; init; }

    /// <summary>The registered VNFM that asked; null: the house's own, or an operator.</summary>
    public string? VnfmId { get; init; }

    /// <summary>Links of the grant to be.</summary>
    public required GrantLinks Links { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Why it is not granted; null while it is being decided.</summary>
    public ProblemDetails? Refusal { get; init; }
}

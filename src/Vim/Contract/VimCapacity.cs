namespace NfvOrchestrator.Vim;

/// <summary>What an account has and what is left of it.</summary>
public sealed record VimCapacity
{
    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>When it was measured.</summary>
    public required DateTimeOffset MeasuredAt { get; init; }

    /// <summary>By zone.</summary>
    public required IReadOnlyList<VimZoneCapacity> Zones { get; init; }

    /// <summary>Quotas of the caller's tenant, or of the account (see <see cref="QuotasOfAccount"/>).</summary>
    public required IReadOnlyList<VimQuota> Quotas { get; init; }

    /// <summary>Whether the quotas hold for all together who use the account (the project of an OpenStack account), not for the caller's tenant alone.</summary>
    public bool QuotasOfAccount { get; init; }
}

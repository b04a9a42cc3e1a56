namespace NfvOrchestrator.Placement.Capacity;

/// <summary>The capacity behind one VIM.</summary>
public sealed record VimCapacity
{
    /// <summary>The VIM connection.</summary>
    public required string VimId { get; init; }

    /// <summary>The point of presence it manages; the VIM itself when null.</summary>
    public string? NfviPopId { get; init; }

    /// <summary>Its resource zones (availability zones).</summary>
    public required IReadOnlyList<ZoneCapacity> Zones { get; init; }

    /// <summary>Limits per tenant; a tenant that is not listed has none.</summary>
    public IReadOnlyList<TenantQuota> Quotas { get; init; } = [];

    /// <summary>What everybody together may have in the account; null: the VIM tells no such limit.</summary>
    public AccountUse? Limit { get; init; }
}

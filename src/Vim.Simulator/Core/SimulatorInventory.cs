namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Everything there is in an account, of all tenants, for leak tests.</summary>
public sealed record SimulatorInventory
{
    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>All resources, by tenant, kind and key.</summary>
    public required IReadOnlyList<InventoryItem> Resources { get; init; }

    /// <summary>Counters by key, of what is there and of the last keys deleted.</summary>
    public required IReadOnlyList<InventoryCounters> Counters { get; init; }

    /// <summary>Sums over the whole life.</summary>
    public required ResourceCounters Totals { get; init; }

    /// <summary>The hosts.</summary>
    public required IReadOnlyList<VimHostCapacity> Hosts { get; init; }
}

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Counters of a key.</summary>
/// <param name="Id">Tenant, kind and key.</param>
/// <param name="Counters">How often what was really done.</param>
public sealed record InventoryCounters(ResourceId Id, ResourceCounters Counters);

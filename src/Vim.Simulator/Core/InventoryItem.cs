namespace NfvOrchestrator.Vim.Simulator;

/// <summary>A resource and whose it is.</summary>
/// <param name="Tenant">Tenant.</param>
/// <param name="Resource">The resource.</param>
public sealed record InventoryItem(string Tenant, VimResource Resource);

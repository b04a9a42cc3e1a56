using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Capacity;

/// <summary>A resource provider of Placement.</summary>
/// <param name="Inventories">What it has, by resource class.</param>
/// <param name="Usages">What of it is allocated.</param>
/// <param name="Traits">Its traits.</param>
internal sealed record ProviderState(IReadOnlyDictionary<string, OsInventory> Inventories, IReadOnlyDictionary<string, long> Usages, IReadOnlyList<string> Traits);

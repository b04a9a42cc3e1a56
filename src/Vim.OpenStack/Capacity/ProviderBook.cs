using System.Collections.Concurrent;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Capacity;

/// <summary>
/// What Placement told of its resource providers. Inventories and traits are asked for once per generation of a provider, which the list of providers tells: a look at the capacity costs one request a provider, for its
/// usages, instead of three. Usages change without the generation (allocations that are deleted do not raise it) and are asked for each time.
/// </summary>
internal sealed class ProviderBook(OsAccount account)
{
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>Inventories, usages and traits of a provider as the list shows it now.</summary>
    public async Task<ProviderState> ReadAsync(OsProvider provider, CancellationToken cancellationToken)
    {
        var usages = account.SendAsync(OsCall.Get(OsService.Placement, $"resource_providers/{provider.Uuid}/usages"), cancellationToken);
        if (provider.Generation is { } generation && known.TryGetValue(provider.Uuid, out var before) && before.Generation == generation)
        {
            return new ProviderState(before.Inventories, (await usages).Read(OsJson.Default.UsagesAnswer).Usages, before.Traits);
        }
        var inventories = account.SendAsync(OsCall.Get(OsService.Placement, $"resource_providers/{provider.Uuid}/inventories"), cancellationToken);
        var traits = account.SendAsync(OsCall.Get(OsService.Placement, $"resource_providers/{provider.Uuid}/traits"), cancellationToken);
        await Task.WhenAll(usages, inventories, traits);
        var state = new ProviderState(
            (await inventories).Read(OsJson.Default.InventoriesAnswer).Inventories, (await usages).Read(OsJson.Default.UsagesAnswer).Usages, (await traits).Read(OsJson.Default.TraitsAnswer).Traits);
        if (provider.Generation is { } now)
        {
            known[provider.Uuid] = new Known(now, state.Inventories, state.Traits);
        }
        return state;
    }

    /// <summary>Forgets the providers that are not on the list any more.</summary>
    public void Keep(IEnumerable<OsProvider> present)
    {
        var there = present.Select(static p => p.Uuid).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in known.Keys.Where(id => !there.Contains(id)))
        {
            known.TryRemove(gone, out _);
        }
    }

    private sealed record Known(long Generation, IReadOnlyDictionary<string, OsInventory> Inventories, IReadOnlyList<string> Traits);
}

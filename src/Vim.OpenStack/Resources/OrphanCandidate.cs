using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Something at OpenStack that carries our mark and that no record named when it was listed.</summary>
/// <param name="Kind">Kind of the resource in the mark.</param>
/// <param name="Key">Its key in the mark.</param>
/// <param name="VimId">OpenStack's identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Spec">A specification for it.</param>
internal sealed record OrphanCandidate(VimResourceKind Kind, string Key, string VimId, string Name, DateTimeOffset CreatedAt, VimResourceSpec Spec)
{
    /// <summary>What it is of the resource in the mark; null: that itself.</summary>
    public NetworkPart? Part { get; init; }

    /// <summary>Whether a record with that key names it, or may be about to: one that does not know its identifier yet may learn this one. Parts belong to whoever has their mark.</summary>
    public bool BelongsTo(ResourceRecord record) => Part is not null || record.VimId is null || record.VimId == VimId;

    /// <summary>Whether it is still there.</summary>
    public async Task<bool> IsThereAsync(OsAccount account, TenantId tenant, CancellationToken cancellationToken) =>
        Part is not null ? await Part.IsThereAsync(account, VimId, cancellationToken) : await ResourceHandlers.Of(Kind).ReadAsync(account, Record(account, tenant), cancellationToken) is not null;

    /// <summary>Removes it. What hangs on it goes along (trunk and outer addresses of a port, routers of a network); another resource of its mark stays.</summary>
    public Task RemoveAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken) =>
        Part is not null ? Part.RemoveAsync(account, record, VimId, cancellationToken) : ResourceHandlers.Of(Kind).DeleteAsync(account, record with { VimId = VimId }, cancellationToken);

    /// <summary>As it is shown.</summary>
    public Orphan ToOrphan(string? failure) => new(Kind, Key, VimId, Name, CreatedAt, failure, Part?.Word);

    private ResourceRecord Record(OsAccount account, TenantId tenant) =>
        new() { Tenant = tenant.Value, AccountId = account.Id, Kind = Kind, Key = Key, Spec = Spec, Phase = RecordPhase.DELETING, VimId = VimId };
}

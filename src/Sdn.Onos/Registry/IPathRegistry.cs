namespace NfvOrchestrator.Sdn.Onos.Registry;

/// <summary>Where path records are kept. Records are small and few thousands; all members are thread-safe.</summary>
internal interface IPathRegistry
{
    Task<StoredPath?> FindAsync(string controllerId, string tenant, string key, CancellationToken cancellationToken);

    /// <summary>All records of a controller, of all tenants.</summary>
    Task<IReadOnlyList<StoredPath>> AllAsync(string controllerId, CancellationToken cancellationToken);

    /// <summary>A page of one tenant's records, ascending by key.</summary>
    Task<IReadOnlyList<StoredPath>> PageAsync(string controllerId, string tenant, string? instanceId, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Version of the controller's ledger; read it before deciding what a new route may use.</summary>
    Task<long> LedgerAsync(string controllerId, CancellationToken cancellationToken);

    /// <summary>Writes a record with a new route, provided that no other new route was written since the ledger was read. Null: read everything again.</summary>
    Task<StoredPath?> ClaimAsync(PathRecord record, long version, long ledger, CancellationToken cancellationToken);

    /// <summary>Writes a record; <paramref name="version"/> 0: must be new. Null: somebody else was faster, read again.</summary>
    Task<StoredPath?> SaveAsync(PathRecord record, long version, CancellationToken cancellationToken);

    /// <summary>Deletes a record; false: somebody changed it since.</summary>
    Task<bool> DeleteAsync(StoredPath path, CancellationToken cancellationToken);
}

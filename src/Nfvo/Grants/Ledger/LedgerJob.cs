using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Grants.Ledger;

/// <summary>Something that changes the ledger: reads what it needs, then changes what the transaction shares.</summary>
internal abstract class LedgerJob
{
    /// <summary>Whose resources it is about; VIMs are asked on behalf of this tenant.</summary>
    public abstract TenantId Tenant { get; }

    /// <summary>VIM accounts whose capacity must be known, and not be old, for this.</summary>
    public virtual IReadOnlyList<string> Vims => [];

    /// <summary>Whether its caller still waits.</summary>
    public abstract bool IsWanted { get; }

    /// <summary>Completed when the job is done or has failed.</summary>
    public abstract Task Completion { get; }

    /// <summary>Reads what <see cref="Apply"/> needs; side by side with the other jobs.</summary>
    public abstract Task FetchAsync(LedgerTransaction transaction, CancellationToken cancellationToken);

    /// <summary>Changes the transaction, or throws and changes nothing.</summary>
    public abstract void Apply(LedgerTransaction transaction);

    /// <summary>What <see cref="Apply"/> did is stored.</summary>
    public abstract void Done();

    /// <summary>It was not done; the others of the transaction may have been.</summary>
    public abstract void Fail(Exception reason);
}

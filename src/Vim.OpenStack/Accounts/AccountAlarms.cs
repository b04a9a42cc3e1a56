using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Resources;

namespace NfvOrchestrator.Vim.OpenStack.Accounts;

/// <summary>The alarms that stand of an account that is removed: nobody looks at its cloud any more, and nobody else would end them.</summary>
internal sealed class AccountAlarms(RecordStore records, FaultPublisher faults)
{
    private const string Why = "The OpenStack account was removed: nobody looks at it any more.";

    /// <summary>Ends them, each with its event; may be done again.</summary>
    public async Task ClearAsync(OsAccount account, TenantId tenant, CancellationToken cancellationToken)
    {
        foreach (var alarm in await faults.Standing.ListAsync(account, cancellationToken))
        {
            var told = alarm.Value.Host is { } host ? faults.Host(account, host, AlarmEvent.ClearedType, Why) : faults.Port(account, alarm.Value, AlarmEvent.ClearedType, Why);
            await faults.Standing.ClearAsync(alarm, told, cancellationToken);
        }
        var missed = new List<Document<ResourceRecord>>();
        await foreach (var one in records.ListMissedAsync(tenant, account.Id, cancellationToken))
        {
            missed.Add(one);
        }
        foreach (var one in missed)
        {
            await records.MissNoMoreAsync(one, cancellationToken, faults.Cleared(account, one.Value, Why));
        }
    }
}

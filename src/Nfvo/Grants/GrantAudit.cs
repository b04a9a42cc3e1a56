using Microsoft.Extensions.Logging;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>
/// Looks after grants whose end nobody has told, so that a lost notification never keeps capacity reserved: an operation that is over, or that the VNFM does not know, is booked; one of a VNFM that does not
/// answer lapses with its grant (<see cref="NfvoOptions.GrantLifetime"/>). An operation that the VNFM says is under way, or stopped, keeps what it was granted. Grants that were concluded long ago are forgotten.
/// </summary>
internal sealed partial class GrantAudit(
    IDocumentStore store, GrantService grants, GrantEnds ends, VnfmDirectory vnfms, NfvoOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<GrantAudit> logger)
    : BackgroundLoop("nfvo.grant-audit", registry, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        await grants.ConfigureQuotasAsync(cancellationToken);
        await AuditAsync(cancellationToken);
        return Interval;
    }

    /// <summary>One round.</summary>
    internal async Task AuditAsync(CancellationToken cancellationToken)
    {
        var oldest = Time.GetUtcNow() - Patience;
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(
                GrantCollections.Grants,
                new StoreQuery { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["concluded"] = "false" }, AfterId = after },
                cancellationToken);
            foreach (var open in page.Items.Where(g => g.Value.GivenAt < oldest))
            {
                await LookAfterAsync(open, cancellationToken);
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        var keepSince = Time.GetUtcNow() - options.KeepGrants;
        await AgedDocuments.SweepAsync(
            store, GrantCollections.Pending, keepSince, request => Task.FromResult(request.Value.Refusal is not null && request.Value.AcceptedAt < keepSince), cancellationToken);
        await AgedDocuments.SweepAsync(
            store, GrantCollections.Grants, keepSince, grant => Task.FromResult(grant.Value.Concluded && (grant.Value.ConcludedAt ?? grant.Value.GivenAt) < keepSince), cancellationToken);
    }

    private async Task LookAfterAsync(Document<GrantRecord> open, CancellationToken cancellationToken)
    {
        using var tenant = TenantContext.Use(open.Tenant);
        LcmOperationStateType? state;
        try
        {
            state = (await (await vnfms.GetAsync(open.Tenant, open.Value.VnfmId, cancellationToken)).Client.GetOpOccAsync(open.Id, cancellationToken))?.OperationState;
        }
        catch (Exception silent) when (silent is SolRequestException or VnfmUnknownException or ServiceUnavailableException)
        {
            if (Time.GetUtcNow() < (open.Value.ExpiresAt ?? open.Value.GivenAt + options.GrantLifetime))
            {
                Log.Silent(logger, open.Id, silent.Message);
                return;
            }
            Log.Lapsed(logger, open.Id, open.Value.Request.VnfInstanceId, silent.Message);
            state = null;
        }
        if (state is { } known)
        {
            await ends.BookAsync(open.Tenant, open.Value.VnfmId, open.Id, known, cancellationToken);
        }
        else
        {
            await grants.ConcludeAsync(open.Tenant, open.Id, completed: false, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The VNFM did not tell what became of operation {Operation}: {Reason} Its grant is held until it lapses")]
        public static partial void Silent(ILogger logger, string operation, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The grant for operation {Operation} of VNF {Vnf} has lapsed: the VNFM does not tell what became of it ({Reason}). What was reserved for it is free again; compare with the VIM's inventory")]
        public static partial void Lapsed(ILogger logger, string operation, string vnf, string reason);
    }
}

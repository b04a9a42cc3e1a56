using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>
/// Asks the VNFM about grants whose end nobody has told, so that a lost event never keeps capacity reserved: an operation that is over, or that the
/// VNFM does not know, is booked.
/// </summary>
internal sealed class GrantAudit(
    IDocumentStore store, GrantService grants, VnfLcmClient vnfm, BackgroundLoopRegistry registry, TimeProvider time, ILogger<GrantAudit> logger)
    : BackgroundLoop("nfvo.grant-audit", registry, time, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
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
                using var tenant = TenantContext.Use(open.Tenant);
                var occurrence = await vnfm.GetOpOccAsync(open.Id, cancellationToken);
                switch (occurrence?.OperationState)
                {
                    case LcmOperationStateType.COMPLETED:
                        await grants.ConcludeAsync(open.Tenant, open.Id, completed: true, cancellationToken);
                        break;
                    case null or LcmOperationStateType.ROLLED_BACK or LcmOperationStateType.FAILED:
                        await grants.ConcludeAsync(open.Tenant, open.Id, completed: false, cancellationToken);
                        break;
                }
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        return Interval;
    }
}

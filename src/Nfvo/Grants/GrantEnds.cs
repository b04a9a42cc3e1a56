using Microsoft.Extensions.Logging;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>
/// Books the ends of operations in the ledger, however they were heard of. COMPLETED and ROLLED_BACK say all; an operation that was given up (FAILED) may have left a part of what it was granted: the VNFM is
/// asked what changed.
/// </summary>
internal sealed partial class GrantEnds(GrantService grants, VnfmDirectory vnfms, ILogger<GrantEnds> logger)
{
    /// <summary>Books an end; idempotent.</summary>
    /// <param name="tenant">The owner.</param>
    /// <param name="vnfmId">The VNFM whose operation it is, or that says so; null: the house's own.</param>
    /// <param name="occurrenceId">The operation occurrence.</param>
    /// <param name="state">COMPLETED, ROLLED_BACK or FAILED; anything else is no end.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task BookAsync(TenantId tenant, string? vnfmId, string occurrenceId, LcmOperationStateType state, CancellationToken cancellationToken)
    {
        if (grants.IsConcluded(tenant, occurrenceId) || state is not (LcmOperationStateType.COMPLETED or LcmOperationStateType.ROLLED_BACK or LcmOperationStateType.FAILED))
        {
            return;
        }
        FailureRemains? remains = null;
        if (state == LcmOperationStateType.FAILED)
        {
            using var scope = TenantContext.Use(tenant);
            try
            {
                var vnfm = await vnfms.GetAsync(tenant, vnfmId, cancellationToken);
                remains = FailureRemains.Of((await vnfm.Client.GetOpOccAsync(occurrenceId, cancellationToken))?.ResourceChanges);
            }
            catch (Exception silent) when (silent is SolRequestException or VnfmUnknownException or ServiceUnavailableException)
            {
                // The audit asks again: until then all that was granted counts.
                Log.Silent(logger, occurrenceId, silent.Message);
                return;
            }
        }
        await grants.ConcludeAsync(tenant, occurrenceId, state == LcmOperationStateType.COMPLETED, cancellationToken, vnfmId, remains);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Operation {Operation} was given up, and its VNFM does not tell what it left: {Reason} All that it was granted counts until it does")]
        public static partial void Silent(ILogger logger, string operation, string reason);
    }
}

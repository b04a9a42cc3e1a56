using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Nfvo.Grants.Pending;

/// <summary>Decides the grant requests that were answered 202: durable, so that a request that was accepted is decided whatever happens to the process that accepted it.</summary>
internal sealed class PendingGrants(
    IDocumentStore store, GrantService grants, NfvoOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<PendingGrants> logger)
    : QueueWorker(
        QueueName,
        new QueueWorkerOptions { Lease = TimeSpan.FromSeconds(30), IdlePoll = TimeSpan.FromSeconds(1), FirstBackOff = TimeSpan.FromMilliseconds(500), LongestBackOff = TimeSpan.FromSeconds(15), Concurrency = 32 },
        store,
        registry,
        time,
        logger)
{
    private const string QueueName = "grants";

    /// <summary>Stores the request and has it decided later.</summary>
    /// <returns>What is stored: this request, or the one that was made before for the same operation.</returns>
    public async Task<PendingGrant> AcceptAsync(TenantId tenant, string? vnfmId, GrantRequest request, GrantLinks links, CancellationToken cancellationToken)
    {
        var id = request.VnfLcmOpOccId;
        for (var attempt = 1; ; attempt++)
        {
            var stored = await Store.GetAsync(GrantCollections.Pending, tenant, id, cancellationToken);
            if (stored is { Value.Refusal: null })
            {
                return stored.Value;
            }
            var pending = new PendingGrant { Request = request, VnfmId = vnfmId, Links = links, AcceptedAt = Time.GetUtcNow() };
            var batch = new WriteBatch();
            // Asked again after a refusal: decided anew.
            _ = stored is null ? batch.Insert(GrantCollections.Pending, tenant, id, pending) : batch.Replace(GrantCollections.Pending, stored, pending);
            batch.Enqueue(new WorkItem { Queue = QueueName, Id = $"{tenant.Value}/{id}", Tenant = tenant, Group = tenant.Value, DueAt = pending.AcceptedAt, Payload = id });
            if ((await Store.CommitAsync(batch, cancellationToken)).Ok)
            {
                return pending;
            }
            if (attempt == 5)
            {
                throw SolProblem.Unavailable("The grant request is being made by several requests at once. Repeat the request.", TimeSpan.FromSeconds(1)).ToException();
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task HandleAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        var tenant = claim.Item.Tenant;
        var stored = await Store.GetAsync(GrantCollections.Pending, tenant, claim.Item.Payload ?? "", cancellationToken);
        var batch = new WriteBatch().Complete(claim);
        if (stored is { Value.Refusal: null })
        {
            try
            {
                await grants.GrantAsync(tenant, stored.Value.Request, _ => stored.Value.Links, cancellationToken, stored.Value.VnfmId);
                batch.Delete(GrantCollections.Pending, tenant, stored.Id, stored.Version);
            }
            catch (SolProblemException refused) when (refused.Problem.StatusCode < 500 || Time.GetUtcNow() - stored.Value.AcceptedAt > options.GrantPatience)
            {
                batch.Replace(GrantCollections.Pending, stored, stored.Value with { Refusal = refused.Problem.Problem });
            }
        }
        (await Store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
        ForgetFailures(claim);
    }
}

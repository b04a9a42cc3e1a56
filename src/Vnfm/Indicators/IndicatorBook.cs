using System.Text.Json;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfInd;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>Writes down what VNFs report: values and the set of them, with the notifications of what changed, in one transaction per report.</summary>
internal sealed class IndicatorBook(IDocumentStore store, INotificationOutbox outbox, IndicatorLinks links, TimeProvider clock)
{
    /// <summary>Values of one VNF at most: more are not of its descriptor.</summary>
    public const int MaxPerVnf = 1000;

    private const int MaxAttempts = 5;

    /// <summary>The indicators that a flavour declares, by id.</summary>
    public static IReadOnlyDictionary<string, VnfIndicatorDeclaration> Declared(VnfDescriptor vnfd, string? flavourId)
        => (vnfd.FindFlavour(flavourId ?? vnfd.DefaultFlavourId)?.DeclaredIndicators ?? []).DistinctBy(static d => d.Id).ToDictionary(static d => d.Id, StringComparer.Ordinal);

    /// <summary>The watch of a VNF; null: nothing was heard of it yet.</summary>
    public Task<Document<IndicatorWatch>?> FindWatchAsync(TenantId tenant, string vnfInstanceId, CancellationToken cancellationToken)
        => store.GetAsync(IndicatorCollections.Watches, tenant, vnfInstanceId, cancellationToken);

    /// <summary>Takes the turn to read a VNF; null: it is not due, or another process has taken it.</summary>
    public async Task<Document<IndicatorWatch>?> ClaimAsync(TenantId tenant, string vnfInstanceId, TimeSpan interval, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var watch = await FindWatchAsync(tenant, vnfInstanceId, cancellationToken);
        if (watch is not null && watch.Value.NextAt > now)
        {
            return null;
        }
        var next = (watch?.Value ?? new IndicatorWatch()) with { NextAt = now + interval };
        var batch = watch is null
            ? new WriteBatch().Insert(IndicatorCollections.Watches, tenant, vnfInstanceId, next)
            : new WriteBatch().Replace(IndicatorCollections.Watches, watch, next);
        return (await store.CommitAsync(batch, cancellationToken)).Ok ? new(tenant, vnfInstanceId, (watch?.Version ?? 0) + 1, next) : null;
    }

    /// <summary>Notes that a reading failed; values stay as they were last known. Returns how many failed one after the other.</summary>
    public async Task<int> FailedAsync(Document<IndicatorWatch> watch, string failure, CancellationToken cancellationToken)
    {
        var failed = watch.Value with { Failure = failure, Failures = watch.Value.Failures + 1 };
        // A push in between is the newer word.
        await store.CommitAsync(new WriteBatch().Replace(IndicatorCollections.Watches, watch, failed), cancellationToken);
        return failed.Failures;
    }

    /// <summary>
    /// Writes a report down. A complete one (a reading) is the set of indicators the VNF has; a partial one (a push) adds to it. What the descriptor does not declare is left aside.
    /// </summary>
    /// <returns>How many values changed.</returns>
    public async Task<int> ReportAsync(
        TenantId tenant, VnfInstance instance, IReadOnlyDictionary<string, VnfIndicatorDeclaration> declared, IReadOnlyList<VnfIndicator> reported, bool complete, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (batch, changed) = await DraftAsync(tenant, instance, declared, reported, complete, cancellationToken);
            if (batch.Writes.Count == 0)
            {
                return 0;
            }
            var result = await store.CommitAsync(batch, cancellationToken);
            if (result.Ok)
            {
                return changed;
            }
            if (attempt == MaxAttempts)
            {
                result.ThrowIfConflict();
            }
        }
    }

    /// <summary>Has a VNF read at the next turn, whenever it was read last.</summary>
    public async Task HurryAsync(TenantId tenant, string vnfInstanceId, CancellationToken cancellationToken)
    {
        if (await FindWatchAsync(tenant, vnfInstanceId, cancellationToken) is { } watch)
        {
            // Lost to a reading that was written at the same moment: that has seen what there is now, or the next one will.
            await store.CommitAsync(new WriteBatch().Replace(IndicatorCollections.Watches, watch, watch.Value with { NextAt = clock.GetUtcNow() }), cancellationToken);
        }
    }

    /// <summary>Forgets a VNF that is terminated or gone.</summary>
    public async Task ForgetAsync(Document<IndicatorWatch> watch, VnfInstance? instance, CancellationToken cancellationToken)
    {
        var batch = new WriteBatch().Delete(IndicatorCollections.Watches, watch.Tenant, watch.Id, watch.Version);
        foreach (var value in await ValuesAsync(watch.Tenant, watch.Id, cancellationToken))
        {
            batch.Delete(IndicatorCollections.Values, watch.Tenant, value.Id);
        }
        if (instance is not null && watch.Value.Supported.Count > 0)
        {
            outbox.Add(batch, IndicatorNotifications.SupportedChanged(watch.Tenant, instance, [], links, clock.GetUtcNow()));
        }
        // Somebody wrote at the same moment: the next turn decides again.
        await store.CommitAsync(batch, cancellationToken);
    }

    private async Task<(WriteBatch Batch, int Changed)> DraftAsync(
        TenantId tenant, VnfInstance instance, IReadOnlyDictionary<string, VnfIndicatorDeclaration> declared, IReadOnlyList<VnfIndicator> reported, bool complete, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var watch = await FindWatchAsync(tenant, instance.Id, cancellationToken);
        var known = (await ValuesAsync(tenant, instance.Id, cancellationToken)).ToDictionary(static v => v.Value.Resource.Id, StringComparer.Ordinal);
        var batch = new WriteBatch();
        var changed = 0;
        var own = reported.Where(r => declared.ContainsKey(r.Id)).DistinctBy(static r => r.Id).ToList();
        foreach (var one in own)
        {
            var resource = new VnfIndicator
            {
                Id = one.Id,
                Name = one.Name ?? declared[one.Id].Description,
                Value = one.Value,
                VnfInstanceId = instance.Id,
                Links = new VnfIndicatorLinks { Self = new() { Href = "" }, VnfInstance = new() { Href = "" } },
            };
            var before = known.GetValueOrDefault(one.Id);
            if (before is not null && JsonElement.DeepEquals(before.Value.Resource.Value, one.Value))
            {
                continue;
            }
            batch.Put(IndicatorCollections.Values, tenant, IndicatorCollections.IdOf(instance.Id, one.Id), new IndicatorRecord(resource, now));
            outbox.Add(batch, IndicatorNotifications.ValueChanged(tenant, instance, resource, links, now));
            changed++;
        }
        var supported = (complete ? own.Select(static o => o.Id) : (watch?.Value.Supported ?? []).Union(own.Select(static o => o.Id), StringComparer.Ordinal)).Order(StringComparer.Ordinal).ToList();
        foreach (var gone in known.Values.Where(k => !supported.Contains(k.Value.Resource.Id, StringComparer.Ordinal)))
        {
            batch.Delete(IndicatorCollections.Values, tenant, gone.Id);
        }
        if (!supported.SequenceEqual(watch?.Value.Supported ?? [], StringComparer.Ordinal))
        {
            outbox.Add(batch, IndicatorNotifications.SupportedChanged(
                tenant, instance, [.. supported.Select(id => new SupportedVnfIndicator { VnfIndicatorId = id, Name = declared.GetValueOrDefault(id)?.Description })], links, now));
        }
        if (batch.Writes.Count > 0 || watch?.Value.Failures > 0)
        {
            var next = (watch?.Value ?? new IndicatorWatch { NextAt = now }) with { Supported = supported, Failure = null, Failures = 0 };
            _ = watch is null ? batch.Insert(IndicatorCollections.Watches, tenant, instance.Id, next) : batch.Replace(IndicatorCollections.Watches, watch, next);
        }
        return (batch, changed);
    }

    private async Task<IReadOnlyList<Document<IndicatorRecord>>> ValuesAsync(TenantId tenant, string vnfInstanceId, CancellationToken cancellationToken)
        => (await store.QueryAsync(
            IndicatorCollections.Values,
            tenant,
            new StoreQuery { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["resource/vnfInstanceId"] = vnfInstanceId }, Limit = MaxPerVnf },
            cancellationToken)).Items;
}

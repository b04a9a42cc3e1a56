using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Performance.Periods;
using NfvOrchestrator.Performance.Records;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Performance.Collection;

/// <summary>Makes the values of a period from the stored samples, a page at a time.</summary>
internal sealed class PeriodReader(IDocumentStore store)
{
    private const int PageSize = 200;

    /// <summary>The values of an instance.</summary>
    public async Task<IEnumerable<MeasuredValue>> ReadAsync(
        TenantId tenant, MeasuredInstance instance, CollectionPeriod period, IReadOnlyList<WantedMeasurement> wanted, CancellationToken cancellationToken)
    {
        var fold = new PeriodFold(period, wanted);
        foreach (var source in instance.Sources)
        {
            var after = SampleIds.Before(period.From);
            while (after is not null)
            {
                var page = await store.QueryAsync(
                    PmCollections.Samples,
                    tenant,
                    new StoreQuery { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["instanceId"] = source }, AfterId = after, Limit = PageSize },
                    cancellationToken);
                after = page.NextAfterId;
                foreach (var round in page.Items)
                {
                    if (round.Value.At >= period.To)
                    {
                        after = null;
                        break;
                    }
                    fold.Add(round.Value);
                }
            }
        }
        return fold.Values(instance);
    }
}

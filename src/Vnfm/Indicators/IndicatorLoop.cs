using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Filtering;
using NfvOrchestrator.Sol.VnfInd;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Management;

namespace NfvOrchestrator.Vnfm.Indicators;

/// <summary>
/// Reads the indicators of instantiated VNFs from their element managers (SOL002 §8), a bounded number at a time. Each VNF is read by one process per interval. A VNF
/// that does not answer keeps its last values, and never holds up the others.
/// </summary>
internal sealed partial class IndicatorLoop(
    IDocumentStore store,
    IVnfdSource vnfds,
    ElementManagers managers,
    IndicatorBook book,
    IndicatorSubscriptions subscriptions,
    VnfmOptions options,
    BackgroundLoopRegistry registry,
    TimeProvider time,
    ILogger<IndicatorLoop> logger) : BackgroundLoop("vnfm.indicators", registry, time, logger)
{
    private const int PageSize = 500;

    private static readonly FilterSchema Schema = FilterSchema.Of(() => VnfLcmJsonContext.Default.VnfInstance);

    private static readonly IReadOnlyList<AttributeFilter> NamesOne =
    [
        AttributeFilter.Parse($"(cont,extensions/{ElementManagers.Attribute},://)", Schema),
        AttributeFilter.Parse($"(cont,vnfConfigurableProperties/{ElementManagers.Attribute},://)", Schema),
    ];

    private static readonly StoreQuery Instantiated = new()
    {
        Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["resource/instantiationState"] = nameof(InstantiationState.INSTANTIATED) },
        HeadsOnly = true,
        Limit = PageSize,
    };

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var query in Queries())
        {
            await ReadAsync(query, cancellationToken);
        }
        await SweepAsync(cancellationToken);
        return options.Indicators.Interval;
    }

    /// <summary>
    /// Those that have an element manager: the database finds them, since most VNFs may have none. One that is found twice is read once, as its watch has one turn.
    /// </summary>
    private IEnumerable<StoreQuery> Queries()
    {
        if (managers.ConfiguredFor is not { } configured)
        {
            yield return Instantiated;
            yield break;
        }
        foreach (var vnfdId in configured)
        {
            yield return Instantiated with { Where = new Dictionary<string, string>(Instantiated.Where, StringComparer.Ordinal) { ["resource/vnfdId"] = vnfdId } };
        }
        foreach (var filter in NamesOne)
        {
            yield return Instantiated with { Filter = filter };
        }
    }

    private async Task ReadAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(VnfmCollections.Instances, query with { AfterId = after }, cancellationToken);
            await Parallel.ForEachAsync(
                page.Items.Where(i => managers.Find(i.Value.Resource) is not null),
                new ParallelOptions { MaxDegreeOfParallelism = options.Indicators.Concurrency, CancellationToken = cancellationToken },
                async (head, token) =>
                {
                    if (await store.GetAsync(VnfmCollections.Instances, head.Tenant, head.Id, token) is { } instance)
                    {
                        await ReadAsync(instance, token);
                    }
                });
            after = page.NextAfterId;
        }
        while (after is not null);
    }

    private async Task ReadAsync(Document<VnfRecord> instance, CancellationToken cancellationToken)
    {
        using var tenant = TenantContext.Use(instance.Tenant);
        try
        {
            var vnfd = await vnfds.FindAsync(instance.Tenant, instance.Value.Resource.VnfdId, cancellationToken);
            if (vnfd is null || IndicatorBook.Declared(vnfd.Descriptor, instance.Value.Settings?.FlavourId) is not { Count: > 0 } declared
                || await book.ClaimAsync(instance.Tenant, instance.Id, options.Indicators.Interval, cancellationToken) is not { } watch)
            {
                return;
            }
            try
            {
                if (options.Indicators.Subscribe)
                {
                    await subscriptions.EnsureAsync(instance.Tenant, instance.Value.Resource, cancellationToken);
                }
                var client = new VnfIndicatorClient(managers.Client(instance.Value.Resource)!, new SolClientOptions { Timeout = options.Indicators.Timeout });
                var values = new List<VnfIndicator>();
                await foreach (var value in client.ListAsync(instance.Id, cancellationToken))
                {
                    values.Add(value);
                    if (values.Count == IndicatorBook.MaxPerVnf)
                    {
                        break;
                    }
                }
                var changed = await book.ReportAsync(instance.Tenant, instance.Value.Resource, declared, values, complete: true, cancellationToken);
                Log.Read(logger, instance.Id, values.Count, changed);
            }
            catch (Exception failure) when (failure is SolRequestException or ServiceUnavailableException)
            {
                var failures = await book.FailedAsync(watch, failure.Message, cancellationToken);
                if (failures == 1)
                {
                    Log.Unreachable(logger, instance.Id, failure.Message, options.Indicators.Interval.TotalSeconds);
                }
            }
        }
        catch (Exception fault) when (fault is SolRequestException or ServiceUnavailableException or InvalidDataException or StoreConflictException)
        {
            // Its descriptor cannot be had now, or somebody else wrote at the same moment: the others must not wait for it.
            Log.Skipped(logger, instance.Id, fault.Message);
        }
    }

    /// <summary>VNFs that are terminated or deleted have no indicators.</summary>
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(IndicatorCollections.Watches, new StoreQuery { AfterId = after, Limit = PageSize }, cancellationToken);
            foreach (var watch in page.Items)
            {
                var instance = (await store.GetAsync(VnfmCollections.Instances, watch.Tenant, watch.Id, cancellationToken))?.Value.Resource;
                if (instance?.InstantiationState != InstantiationState.INSTANTIATED)
                {
                    using var tenant = TenantContext.Use(watch.Tenant);
                    await subscriptions.EndAsync(watch.Tenant, watch.Id, instance, cancellationToken);
                    await book.ForgetAsync(watch, instance, cancellationToken);
                }
            }
            after = page.NextAfterId;
        }
        while (after is not null);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "VNF {Instance}: {Count} indicator(s) read, {Changed} changed")]
        public static partial void Read(ILogger logger, string instance, int count, int changed);

        [LoggerMessage(2, LogLevel.Warning, "The indicators of VNF {Instance} cannot be read: {Failure} Its last values stay; it is asked again every {Seconds} s, further failures are not logged")]
        public static partial void Unreachable(ILogger logger, string instance, string failure, double seconds);

        [LoggerMessage(3, LogLevel.Warning, "The indicators of VNF {Instance} were not read this time: {Failure}")]
        public static partial void Skipped(ILogger logger, string instance, string failure);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Benchmarks.Load;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Vnfm;
using NfvOrchestrator.Vnfm.Instances;
using VnfInstance = NfvOrchestrator.Sol.VnfLcm.VnfInstance;

namespace NfvOrchestrator.Benchmarks.Inventory;

/// <summary>
/// Lists and reads VNF instances of a VNFM that has many (50,000 unless told otherwise) in PostgreSQL, over HTTP with tokens. The records are those of a 5G core that was brought up
/// for it, copied under other ids and names straight into the store: what is measured is reading, not how they came about.
/// </summary>
internal static class InventoryBenchmark
{
    private const int Requests = 300;
    private const int WarmUp = 150;
    private const int BatchSize = 500;

    public static async Task RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50_000;
        var postgres = await LoadPostgres.StartAsync();
        var folder = Directory.CreateTempSubdirectory("nfv-inventory-").FullName;
        try
        {
            await using var lab = await LabHost.StartAsync(
                new LabOptions { DataDirectory = folder, Postgres = postgres.Template, MetricsInterval = TimeSpan.FromMinutes(5) }, CancellationToken.None);
            using var api = new LabApi(lab.Addresses, lab.Self);
            await BringUpAsync(api);
            var ids = await CopyAsync(postgres.Template.Replace("{service}", "vnfm", StringComparison.Ordinal), count);
            var mebibytes = await postgres.SizeAsync() / (1 << 20);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count:N0} VNF instances in PostgreSQL ({mebibytes:N0} MiB), {Requests} requests each, one after the other"));
            // As the database's own services do within some minutes of such a load.
            await postgres.SettleAsync("vnfm");
            var vnfd = Uri.EscapeDataString(ids[0].VnfdId);
            var provider = Uri.EscapeDataString(ids[0].Provider);
            using var http = api.Client(lab.Addresses.Vnfm);
            http.DefaultRequestHeaders.Add("Version", "2.0.0");
            const string List = "vnflcm/v2/vnf_instances";
            // A service that has run for a minute has compiled its hot code; the first seconds after its start are not what is asked for.
            for (var i = 0; i < 1000; i++)
            {
                using var answer = await http.GetAsync(new Uri(List, UriKind.Relative));
                answer.EnsureSuccessStatusCode();
            }
            var middle = await PageAsync(http, List, count / SolListing<VnfRecord, VnfInstance>.PageSize / 2);
            await MeasureAsync(http, "list, page of 100, two indexed attributes", _ => $"{List}?filter=(eq,vnfdId,{vnfd});(eq,instantiationState,INSTANTIATED)", 100);
            await MeasureAsync(http, "list, page of 100, one attribute indexed, one not", _ => $"{List}?filter=(eq,vnfSoftwareVersion,1.0);(eq,instantiationState,INSTANTIATED)", 100);
            await MeasureAsync(http, "list, page of 100, two attributes, neither indexed", _ => $"{List}?filter=(eq,vnfProvider,{provider});(eq,vnfSoftwareVersion,1.0)", 100);
            await MeasureAsync(http, "list, page of 100, in the middle", _ => middle, 100);
            await MeasureAsync(http, "list, page of 100, no filter", _ => List, 100);
            await MeasureAsync(http, "list, page of 100, all fields, two indexed attributes", _ => $"{List}?all_fields&filter=(eq,vnfdId,{vnfd});(eq,instantiationState,INSTANTIATED)", 100);
            await MeasureAsync(http, "list, none, two indexed attributes", _ => $"{List}?filter=(eq,vnfdId,none);(eq,instantiationState,INSTANTIATED)", 0);
            await MeasureAsync(http, "list, none, one attribute indexed, one not", _ => $"{List}?filter=(eq,vnfSoftwareVersion,none);(eq,instantiationState,INSTANTIATED)", 0, 30);
            await MeasureAsync(http, "list, none, by what is in the bulk", _ => $"{List}?filter=(eq,instantiatedVnfInfo/vnfcResourceInfo/vduId,none);(eq,instantiationState,INSTANTIATED)", 0, 3);
            await MeasureAsync(http, "list, one of all by its id", i => $"{List}?filter=(eq,id,{ids[i * 131 % ids.Count].Id})", 1);
            await MeasureAsync(http, "list, one of all by two attributes", i => $"{List}?filter=(eq,vnfInstanceName,copy-{i * 11 % count});(eq,instantiationState,INSTANTIATED)", 1);
            await MeasureAsync(http, "GET one", i => $"{List}/{ids[i * 131 % ids.Count].Id}", null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task BringUpAsync(LabApi api)
    {
        var samples = Samples.Find("5g-core");
        foreach (var vnf in Directory.EnumerateDirectories(samples).Where(d => !Path.GetFileName(d).StartsWith("ns-", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            await Onboarding.VnfAsync(api.Packages, vnf, CancellationToken.None);
        }
        var nsdId = await Onboarding.NsdAsync(api.Nsds, Path.Combine(samples, "ns-5gc"), CancellationToken.None);
        var service = await api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = nsdId, NsName = "original", NsDescription = "copied by the benchmark" }, null, CancellationToken.None);
        var accepted = await api.NsLcm.InstantiateAsync(service.Resource.Id, new InstantiateNsRequest { NsFlavourId = "standard" }, null, CancellationToken.None);
        var deadline = Stopwatch.GetTimestamp() + (60 * Stopwatch.Frequency);
        while ((await api.NsLcm.GetOpOccAsync(accepted.OpOccId, CancellationToken.None))?.OperationState is not NsLcmOperationStateType.COMPLETED)
        {
            if (Stopwatch.GetTimestamp() > deadline)
            {
                throw new InvalidOperationException("The 5G core whose records are to be copied did not come up within a minute.");
            }
            await Task.Delay(100);
        }
    }

    private static async Task<List<(string Id, string VnfdId, string Provider)>> CopyAsync(string connection, int count)
    {
        var store = DocumentStoreFactory.Create(
            new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = connection }, [VnfmCollections.Instances], TimeProvider.System, NullLoggerFactory.Instance);
        await using var lifetime = (IStoreLifetime)store;
        await lifetime.InitializeAsync(CancellationToken.None);
        var tenant = new TenantId(LabHost.Tenant);
        var originals = (await store.QueryAsync(VnfmCollections.Instances, tenant, new StoreQuery { Limit = 100 }, CancellationToken.None)).Items;
        var made = new List<(string Id, string VnfdId, string Provider)>(count);
        for (var from = 0; from < count; from += BatchSize)
        {
            var batch = new WriteBatch();
            for (var i = from; i < Math.Min(count, from + BatchSize); i++)
            {
                var copy = Copy(originals[i % originals.Count].Value, i);
                batch.Insert(VnfmCollections.Instances, tenant, copy.Resource.Id, copy);
                made.Add((copy.Resource.Id, copy.Resource.VnfdId, copy.Resource.VnfProvider));
            }
            (await store.CommitAsync(batch, CancellationToken.None)).ThrowIfConflict();
        }
        return made;
    }

    /// <summary>Every eleventh is not instantiated, so that the state says something.</summary>
    private static VnfRecord Copy(VnfRecord original, int number)
    {
        var resource = original.Resource with { Id = Guid.CreateVersion7().ToString(), VnfInstanceName = string.Create(CultureInfo.InvariantCulture, $"copy-{number}") };
        return number % 11 == 10
            ? original with { Resources = Array.Empty<ManagedResource>(), Settings = null, Resource = resource with { InstantiationState = InstantiationState.NOT_INSTANTIATED, InstantiatedVnfInfo = null } }
            : original with { Resource = resource };
    }

    /// <summary>The address of the n-th page after the first.</summary>
    private static async Task<string> PageAsync(HttpClient http, string list, int number)
    {
        var at = list;
        for (; number > 0; number--)
        {
            using var answer = await http.GetAsync(new Uri(at, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            at = new Uri(answer.Headers.GetValues("Link").Single().Split('<', '>')[1]).PathAndQuery;
        }
        return at;
    }

    private static async Task MeasureAsync(HttpClient http, string what, Func<int, string> request, int? expected, int requests = Requests)
    {
        var times = new double[requests];
        var bytes = 0L;
        var collections = 0;
        // The client is in this process, too: an answer in an array of its own would make garbage that only full collections take away.
        using var content = new MemoryStream();
        for (var i = -Math.Min(WarmUp, requests); i < requests; i++)
        {
            var began = Stopwatch.GetTimestamp();
            content.SetLength(0);
            using var answer = await http.GetAsync(new Uri(request(Math.Abs(i)), UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            await answer.Content.CopyToAsync(content);
            var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            answer.EnsureSuccessStatusCode();
            if (i < 0)
            {
                // The first requests compile the code.
                collections = GC.CollectionCount(2);
                continue;
            }
            times[i] = took;
            bytes += content.Length;
            if (expected is { } items)
            {
                using var list = JsonDocument.Parse(content.GetBuffer().AsMemory(0, (int)content.Length));
                if (list.RootElement.GetArrayLength() is var got && got != items)
                {
                    throw new InvalidOperationException($"{what}: {got} items instead of {items}.");
                }
            }
        }
        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-58} p50 {times[requests / 2],7:0.00} ms  p99 {times[requests * 99 / 100],7:0.00} ms  max {times[^1],7:0.00} ms  {bytes / requests / 1024.0,7:0.0} KiB an answer, {GC.CollectionCount(2) - collections} full collections"));
    }
}

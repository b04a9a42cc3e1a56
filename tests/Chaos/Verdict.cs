using System.Net.Http.Json;
using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Nfvo.NsLcm;
using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Chaos;

/// <summary>Compares what was promised, what is recorded and what is really there, after everything came to rest.</summary>
internal sealed class Verdict(Load load, Sink sink)
{
    private readonly List<string> leaks = [];
    private readonly List<string> doubles = [];
    private readonly List<string> lost = [];
    private readonly List<string> other = [];

    public IReadOnlyList<string> Leaks => leaks;

    public IReadOnlyList<string> Doubles => doubles;

    public IReadOnlyList<string> Lost => lost;

    public IReadOnlyList<string> Other => other;

    public SimulatorInventory Inventory { get; private set; } = null!;

    public int VnfOperations { get; private set; }

    public async Task JudgeAsync(LabApi services, LabApi caller, LabAddresses addresses, StoreOptions nfvo, StoreOptions vnfm, CancellationToken cancellationToken)
    {
        Inventory = (await services.Vim.GetFromJsonAsync(new Uri("simulator/v1/inventory", UriKind.Relative), SimulatorJsonContext.Default.SimulatorInventory, cancellationToken))!;
        foreach (var root in new[] { addresses.Nfvo, addresses.Vnfm })
        {
            var letters = await caller.Client(root).GetFromJsonAsync<JsonElement>(new Uri("platform/v1/dead_letters", UriKind.Relative), cancellationToken);
            if (letters.GetArrayLength() > 0)
            {
                lost.Add($"{letters.GetArrayLength()} dead letters at {root}");
            }
        }
        var records = await RecordsAsync(nfvo, vnfm, cancellationToken);
        VnfOperations = records.VnfOperations.Count;
        Operations(records);
        Resources(records);
        Ledger(records);
        Notifications(records);
    }

    /// <summary>Whether everything that must be told was told; asked again until it is.</summary>
    public static async Task<bool> AllToldAsync(Load load, Sink sink, StoreOptions nfvo, StoreOptions vnfm, CancellationToken cancellationToken)
    {
        var trial = new Verdict(load, sink);
        trial.Notifications(await RecordsAsync(nfvo, vnfm, cancellationToken));
        return trial.lost.Count == 0;
    }

    private static async Task<Records> RecordsAsync(StoreOptions nfvo, StoreOptions vnfm, CancellationToken cancellationToken)
    {
        await using var services = new Reader(nfvo, [NsCollections.Instances, NsCollections.Occurrences, GrantCollections.Reservations, GrantCollections.Ledgers, GrantCollections.Grants]);
        await using var functions = new Reader(vnfm, [VnfmCollections.Instances, VnfmCollections.Occurrences]);
        return new Records(
            await services.AllAsync(NsCollections.Instances, cancellationToken),
            await services.AllAsync(NsCollections.Occurrences, cancellationToken),
            await services.AllAsync(GrantCollections.Reservations, cancellationToken),
            await services.AllAsync(GrantCollections.Ledgers, cancellationToken),
            await services.AllAsync(GrantCollections.Grants, cancellationToken),
            await functions.AllAsync(VnfmCollections.Instances, cancellationToken),
            await functions.AllAsync(VnfmCollections.Occurrences, cancellationToken));
    }

    private void Operations(Records records)
    {
        foreach (var (id, operation) in load.Operations)
        {
            if (operation.End != "COMPLETED")
            {
                other.Add($"{operation.Type} {id} of {operation.ServiceId} ended {operation.End ?? "nowhere"}: {operation.Reason}");
            }
            else if (operation.Stops > 0)
            {
                other.Add($"{operation.Type} {id} of {operation.ServiceId} stopped {operation.Stops} times on the way: {operation.Reason}");
            }
        }
        doubles.AddRange(records.NsOperations.Keys.Except(load.Operations.Keys).Select(id => $"NS operation {id} ({records.NsOperations[id].LcmOperationType} of {records.NsOperations[id].NsInstanceId}) was answered to nobody"));
        doubles.AddRange(records.Ns.Keys.Except(load.Services.Keys).Select(id => $"network service {id} was answered to nobody"));
        foreach (var (id, there) in load.Services.Select(s => (s.Key, !s.Value)))
        {
            if (there != records.Ns.ContainsKey(id))
            {
                other.Add($"network service {id} is {(there ? "gone" : "still there")}");
            }
        }
        // A VNF is made once for its network service, brought up once, taken down once.
        foreach (var twice in records.VnfOperations.Values.GroupBy(o => (o.VnfInstanceId, o.Operation)).Where(g => g.Count() > 1))
        {
            doubles.Add($"{twice.Count()} operations {twice.Key.Operation} of VNF {twice.Key.VnfInstanceId}: {string.Join(", ", twice.Select(o => $"{o.Id} {o.OperationState}"))}");
        }
        other.AddRange(records.VnfOperations.Values.Where(o => o.OperationState != LcmOperationStateType.COMPLETED)
            .Select(o => $"VNF operation {o.Id} ({o.Operation} of {o.VnfInstanceId}) is {o.OperationState}: {o.Error?.Detail}"));
    }

    private void Resources(Records records)
    {
        var recorded = new HashSet<string>(StringComparer.Ordinal);
        var children = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, record) in records.Ns)
        {
            foreach (var resource in record.Resources)
            {
                if (resource.Node.Spec is ChildVnfSpec)
                {
                    children.Add(resource.ResourceId ?? "");
                }
                else
                {
                    recorded.Add(VimStepRunner.VimKeyOf(id, resource.Node.Key));
                }
            }
        }
        foreach (var (id, record) in records.Vnfs)
        {
            recorded.UnionWith(record.Resources.Select(r => VimStepRunner.VimKeyOf(id, r.Node.Key)));
        }
        // Images belong to the packages, not to an instance.
        var there = Inventory.Resources.Where(r => r.Resource.Kind != NfvOrchestrator.Vim.VimResourceKind.Image).Select(r => r.Resource.Key).ToHashSet(StringComparer.Ordinal);
        leaks.AddRange(there.Except(recorded).Select(k => $"resource {k} is in the NFVI and in no record"));
        leaks.AddRange(recorded.Except(there).Select(k => $"resource {k} is recorded and not in the NFVI"));
        leaks.AddRange(records.Vnfs.Keys.Except(children).Select(id => $"VNF {id} ({records.Vnfs[id].Resource.InstantiationState}) belongs to no network service"));
        leaks.AddRange(children.Except(records.Vnfs.Keys).Select(id => $"VNF {id} is part of a network service and does not exist"));
        doubles.AddRange(Inventory.Counters.Where(c => c.Counters.Created > 1 || c.Counters.Created - c.Counters.Deleted is not (0 or 1))
            .Select(c => $"{c.Id.Kind} {c.Id.Key} was created {c.Counters.Created} times and deleted {c.Counters.Deleted} times"));
    }

    private void Ledger(Records records)
    {
        var up = records.Vnfs.Where(v => v.Value.Resources.Any(r => r.Node.Spec is ComputeSpec)).Select(v => v.Key).ToHashSet(StringComparer.Ordinal);
        leaks.AddRange(records.Reservations.Keys.Except(up).Select(id => $"capacity is reserved for VNF {id}, which has nothing"));
        leaks.AddRange(up.Except(records.Reservations.Keys).Select(id => $"no capacity is reserved for VNF {id}, which is up"));
        leaks.AddRange(records.Grants.Where(g => !g.Value.Concluded).Select(g => $"grant {g.Key} was never concluded"));
        var lines = records.Reservations.Values.SelectMany(r => r.Lines).ToList();
        foreach (var zone in records.Ledgers.Values.Select(l => l.Zone).OfType<ZoneCounters>())
        {
            var sum = lines.Where(l => l.VimId == zone.VimId && l.ZoneId == zone.ZoneId).Aggregate(default(ResourceAmounts), (a, l) => a + l.Amounts);
            if (zone.Counters.Reserved != sum)
            {
                leaks.Add($"the ledger says {zone.Counters.Reserved} for zone {zone.ZoneId}, its reservations add up to {sum}");
            }
        }
    }

    private void Notifications(Records records)
    {
        var heard = sink.Snapshot();
        foreach (var ((source, instance), list) in heard)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i].Sequence != i + 1)
                {
                    lost.Add($"{source} {instance}: numbers {string.Join(",", list.Select(h => h.Sequence))} instead of 1 to {list.Count}");
                    break;
                }
            }
            if (list[0].Type is not ("NsIdentifierCreationNotification" or "VnfIdentifierCreationNotification"))
            {
                lost.Add($"{source} {instance}: begins with {list[0].Type}");
            }
            foreach (var operation in list.Where(h => h.Operation is not null).GroupBy(h => h.Operation!))
            {
                var states = string.Join(" ", operation.Select(h => h.State));
                var expected = source == "nfvo" ? "PROCESSING COMPLETED" : "STARTING PROCESSING COMPLETED";
                if (states != expected)
                {
                    lost.Add($"{source} {instance}, operation {operation.Key}: {states}");
                }
            }
        }
        var operations = heard.Values.SelectMany(l => l).Where(h => h.State == "COMPLETED").Select(h => h.Operation!).ToHashSet(StringComparer.Ordinal);
        lost.AddRange(load.Operations.Values.Where(o => o.End == "COMPLETED").Select(o => o.Id).Except(operations).Select(id => $"nfvo: the end of {id} was not told"));
        lost.AddRange(records.VnfOperations.Keys.Except(operations).Select(id => $"vnfm: the end of {id} was not told"));
        foreach (var (id, deleted) in load.Services)
        {
            var list = heard.GetValueOrDefault(("nfvo", id));
            if (list is null || (deleted && list[^1].Type != "NsIdentifierDeletionNotification"))
            {
                lost.Add($"nfvo {id}: the {(list is null ? "creation" : "deletion")} was not told");
            }
        }
    }

    private sealed record Records(
        Dictionary<string, NsRecord> Ns,
        Dictionary<string, NsLcmOpOcc> NsOperations,
        Dictionary<string, Reservation> Reservations,
        Dictionary<string, LedgerPage> Ledgers,
        Dictionary<string, GrantRecord> Grants,
        Dictionary<string, VnfRecord> Vnfs,
        Dictionary<string, VnfLcmOpOcc> VnfOperations);
}

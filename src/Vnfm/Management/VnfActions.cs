using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.LcmCoord;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Lcm;
using NfvOrchestrator.Vnfm.Management.Drivers;

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>
/// Performs the actions of an operation (<see cref="VnfActionPlan"/>), each under an execution id that never changes, and writes down what became of them. One that succeeded is not
/// done again: neither after a crash before its step was journalled, nor when the operation is retried.
/// </summary>
internal sealed class VnfActions(
    IDocumentStore store,
    IVnfdSource vnfds,
    VnfPackageClient packages,
    ElementManagers managers,
    VnfCoordinator coordinator,
    IEnumerable<IScriptDriver> drivers,
    VnfLcmLinks links,
    VnfmOptions options,
    TimeProvider clock)
{
    private const string Started = "STARTED";
    private const string Succeeded = "SUCCEEDED";
    private const string Failed = "FAILED";

    private readonly Dictionary<string, IScriptDriver> drivers = drivers.ToDictionary(static d => d.Name, StringComparer.Ordinal);

    /// <summary>Performs one.</summary>
    public async Task RunAsync(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, ResourceNode node, VnfPlanData data, StepContext context, CancellationToken cancellationToken)
    {
        var action = (ActionSpec)node.Spec;
        var settings = data.Settings;
        // Before the change the properties are those of before, after it those that were asked for.
        var after = data.ActionsAfter.Any(a => a.Key == node.Key);
        var instance = after ? data.Instance ?? run.Instance.Value.Resource : run.Instance.Value.Resource;
        var id = $"{run.Context.Operation.Id}:{node.Key}";
        var before = (await store.GetAsync(VnfActionCollections.Records, run.Tenant, id, cancellationToken))?.Value;
        if (before?.Result.State == Succeeded)
        {
            return;
        }
        var record = (before ?? new VnfActionRecord
        {
            OperationId = run.Context.Operation.Id,
            Result = new VnfActionResult { ExecutionId = id, Name = action.Name, Performer = action.Performer, State = Started, StartTime = clock.GetUtcNow() },
        }).Again();
        await NoteAsync(run.Tenant, record);
        try
        {
            record = action.Action switch
            {
                VnfActionKinds.Script => await ScriptAsync(run, action, instance, after, record, settings, context, cancellationToken),
                VnfActionKinds.Coordination => await CoordinateAsync(run, action, record, settings, cancellationToken),
                _ => await ConfigureAsync(run, action, record, cancellationToken),
            };
            await NoteAsync(run.Tenant, record with { Result = record.Result with { State = Succeeded, EndTime = clock.GetUtcNow() } });
        }
        catch (Exception failure) when (failure is VnfActionException or SolRequestException or HttpRequestException or OperationCanceledException or IOException)
        {
            var last = (await store.GetAsync(VnfActionCollections.Records, run.Tenant, id, CancellationToken.None))?.Value ?? record;
            var known = failure as VnfActionException;
            await NoteAsync(run.Tenant, last with
            {
                Result = last.Result with
                {
                    State = Failed,
                    EndTime = clock.GetUtcNow(),
                    ExitCode = known?.ExitCode,
                    Output = known?.Output ?? (failure is OperationCanceledException ? "It was stopped: its time was over, or the operation was cancelled." : failure.Message),
                },
            });
            throw;
        }
    }

    /// <summary>The occurrence with what became of its actions.</summary>
    public async Task<VnfLcmOpOcc> AnnotateAsync(TenantId tenant, VnfLcmOpOcc occurrence, IReadOnlyList<string> warnings, CancellationToken cancellationToken)
    {
        var records = (await store.QueryAsync(
            VnfActionCollections.Records,
            tenant,
            new StoreQuery { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["operationId"] = occurrence.Id } },
            cancellationToken)).Items.Select(static r => r.Value).OrderBy(static r => r.Result.StartTime).ToList();
        return occurrence with
        {
            Actions = OrNull(records.Select(static r => r.Result)),
            LcmCoordinations = OrNull(records.Select(static r => r.Coordination).OfType<LcmCoordination>()),
            RejectedLcmCoordinations = OrNull(records.SelectMany(static r => r.Rejected)),
            Warnings = OrNull((occurrence.Warnings ?? []).Concat(warnings).Concat(records.SelectMany(static r => r.Warnings)).Distinct(StringComparer.Ordinal)),
        };
    }

    private async Task<VnfActionRecord> ScriptAsync(
        LifecycleRun<VnfRecord, VnfLcmOpOcc> run, ActionSpec action, VnfInstance resource, bool after, VnfActionRecord record, VnfSettings? settings, StepContext context, CancellationToken cancellationToken)
    {
        var instance = run.Instance.Value;
        var entry = VnfActionPlan.DriverOf(options.Management, action.DescriptorId ?? instance.Resource.VnfdId, action.Name);
        if (entry is null || !drivers.TryGetValue(entry.Driver, out var driver))
        {
            throw new VnfActionException($"The driver '{entry?.Driver ?? action.Performer}' of the script '{action.Name}' is not there; there are: {string.Join(", ", drivers.Keys.Order(StringComparer.Ordinal))}.");
        }
        var addresses = Addresses(run, context, gone: after);
        var result = await driver.RunAsync(
            new ScriptCall
            {
                ExecutionId = record.Result.ExecutionId,
                Operation = action.Name,
                Instance = instance.Resource,
                VnfLcmOpOccId = run.Occurrence.Id,
                Input = Input(run, action, resource, record, settings ?? instance.Settings, addresses),
                Addresses = addresses,
                FileName = action.Artifact is null ? null : Path.GetFileName(action.Artifact),
                ReadScriptAsync = token => ReadAsync(run, action, token),
                Options = entry,
            },
            cancellationToken);
        var output = ScriptSecrets.Remove(result.Output, [run.Input, .. Parameters(settings ?? instance.Settings)]);
        if (result.ExitCode != 0)
        {
            throw new VnfActionException($"The script '{action.Name}' ({driver.Name}) ended with exit code {result.ExitCode}. Its last lines: {LastLines(output)}") { ExitCode = result.ExitCode, Output = output };
        }
        return record with { Result = record.Result with { ExitCode = 0, Output = output } };
    }

    private async Task<VnfActionRecord> CoordinateAsync(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, ActionSpec action, VnfActionRecord record, VnfSettings? settings, CancellationToken cancellationToken)
    {
        var instance = run.Instance.Value;
        var request = new LcmCoordRequest
        {
            VnfInstanceId = run.Instance.Id,
            VnfLcmOpOccId = run.Occurrence.Id,
            LcmOperationType = run.Occurrence.Value.Operation,
            CoordinationActionName = action.Name,
            InputParams = (settings ?? instance.Settings)?.AdditionalParams is { Count: > 0 } parameters ? parameters : null,
            Links = new LcmCoordLinks { VnfLcmOpOcc = links.Occurrence(run.Occurrence.Id), VnfInstance = links.Instance(run.Instance.Id) },
        };
        return await coordinator.RunAsync(
            new LcmCoordClient(Manager(instance.Resource)),
            request,
            record,
            action.Performer == "VNF" ? LcmCoordinationEndpointType.VNF : LcmCoordinationEndpointType.MGMT,
            $"{record.Result.ExecutionId}/{run.Context.Operation.Run}",
            options.Management.CoordinationPoll,
            noted => NoteAsync(run.Tenant, noted),
            cancellationToken);
    }

    private async Task<VnfActionRecord> ConfigureAsync(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, ActionSpec action, VnfActionRecord record, CancellationToken cancellationToken)
    {
        await VnfConfiguration.PushAsync(Manager(run.Instance.Value.Resource), action.Input!.Value, cancellationToken);
        return record;
    }

    private HttpClient Manager(VnfInstance instance)
        => managers.Client(instance) ?? throw new VnfActionException($"No element manager is known for VNF {instance.Id} any more (extensions.emUri or Vnfm:ElementManagers).");

    private async Task<byte[]> ReadAsync(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, ActionSpec action, CancellationToken cancellationToken)
    {
        if (action.Artifact is null)
        {
            throw new VnfActionException($"The script '{action.Name}' of the VNFD is not in its package, so it cannot be run here.");
        }
        var vnfd = await vnfds.FindAsync(run.Tenant, action.DescriptorId ?? run.Instance.Value.Resource.VnfdId, cancellationToken)
            ?? throw new VnfActionException($"The package with the script '{action.Name}' is no longer at the NFVO.");
        await using var content = await packages.GetArtifactAsync(vnfd.VnfPkgId, action.Artifact, cancellationToken);
        var limit = options.Management.MaxScriptBytes;
        var buffer = new byte[limit + 1];
        var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > limit
            ? throw new VnfActionException($"The script '{action.Artifact}' is larger than the {limit} bytes this VNFM runs (Vnfm:Management:MaxScriptBytes).")
            : buffer[..length];
    }

    private static JsonElement Input(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, ActionSpec action, VnfInstance resource, VnfActionRecord record, VnfSettings? settings, IReadOnlyList<VnfcAddress> addresses)
    {
        var input = new JsonObject
        {
            ["executionId"] = record.Result.ExecutionId,
            ["operation"] = action.Name,
            ["vnfInstanceId"] = run.Instance.Id,
            ["vnfLcmOpOccId"] = run.Occurrence.Id,
            ["vnfdId"] = action.DescriptorId ?? run.Instance.Value.Resource.VnfdId,
            ["inputs"] = Node(action.Input),
            ["request"] = Node(run.Input),
            ["parameters"] = settings?.AdditionalParams is { } parameters ? new JsonObject(parameters.Select(static p => KeyValuePair.Create(p.Key, Node(p.Value)))) : null,
            ["vnfConfigurableProperties"] = resource.VnfConfigurableProperties is { } properties ? new JsonObject(properties.Select(static p => KeyValuePair.Create(p.Key, Node(p.Value)))) : null,
            ["addresses"] = new JsonArray([.. addresses.Select(static a => (JsonNode)new JsonObject { ["vnfc"] = a.VnfcKey, ["vdu"] = a.VduId, ["cp"] = a.CpdId, ["address"] = a.Address })]),
        };
        using var document = JsonDocument.Parse(input.ToJsonString());
        return document.RootElement.Clone();
    }

    private static JsonNode? Node(JsonElement? element) => element is { ValueKind: not JsonValueKind.Undefined } there ? JsonNode.Parse(there.GetRawText()) : null;

    /// <summary>Addresses that the VNFCs have now: of what was made in this operation, and of what was there before, unless it is gone by then.</summary>
    private static List<VnfcAddress> Addresses(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, StepContext context, bool gone)
    {
        var steps = run.Planned!.Plan.Steps;
        var made = steps.Where(static s => s.Action is Lifecycle.Planning.StepAction.Create or Lifecycle.Planning.StepAction.Update).Select(static s => s.Node).ToList();
        var left = gone ? steps.Where(static s => s.Action == Lifecycle.Planning.StepAction.Delete).Select(static s => s.Node.Key).ToHashSet(StringComparer.Ordinal) : [];
        var nodes = run.Instance.Value.Resources.Select(static r => r.Node).Where(n => !left.Contains(n.Key)).Concat(made)
            .GroupBy(static n => n.Key, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.Last(), StringComparer.Ordinal);
        JsonElement? Output(string key) => run.OutputOf(key, context, static (instance, wanted) => instance.Resources.FirstOrDefault(r => r.Node.Key == wanted)?.Outputs);
        return
        [
            .. from server in nodes.Values
               let compute = server.Spec as ComputeSpec
               where compute is not null
               from port in compute.PortKeys
               where nodes.ContainsKey(port)
               from address in VnfInfoRenderer.Output(Output(port))?.Addresses ?? []
               select new VnfcAddress(server.Key, compute.VduId, ((PortSpec)nodes[port].Spec).CpdId, address),
        ];
    }

    private static IEnumerable<JsonElement> Parameters(VnfSettings? settings) => settings?.AdditionalParams is { } parameters
        ? [JsonSerializer.SerializeToElement(parameters, VnfmJsonContext.Default.IReadOnlyDictionaryStringJsonElement)]
        : [];

    private static string LastLines(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "(none)" : string.Join(" | ", lines.TakeLast(5));
    }

    private static IReadOnlyList<T>? OrNull<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;

    /// <summary>Not cancellable: what happened shall be known.</summary>
    private async Task NoteAsync(TenantId tenant, VnfActionRecord record)
        => await store.CommitAsync(new WriteBatch().Put(VnfActionCollections.Records, tenant, record.Result.ExecutionId, record), CancellationToken.None);
}

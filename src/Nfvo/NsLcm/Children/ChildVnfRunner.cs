using System.Net;
using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;
using CreateVnfRequest = NfvOrchestrator.Sol.VnfLcm.CreateVnfRequest;
using ExtVirtualLinkData = NfvOrchestrator.Sol.VnfLcm.ExtVirtualLinkData;
using VnfInstance = NfvOrchestrator.Sol.VnfLcm.VnfInstance;

namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>
/// Performs plan steps on constituent VNFs: brings one up, or takes it away, through the VNFM's SOL003 interface (the house's own, or a registered one of another maker). Every request carries a key made
/// from the NS operation, and what an earlier attempt left (an instance, a stopped operation) is found and gone on with.
/// </summary>
internal sealed class ChildVnfRunner(VnfmDirectory vnfms, ChildOperations operations, VnfmSubscriptions subscriptions, ScalingPolicies policies, GrantEnds ends)
{
    /// <summary>Performs one step.</summary>
    public async Task<JsonElement?> RunAsync(LifecycleRun<NsRecord, NsLcmOpOcc> run, PlanStep step, StepContext context, CancellationToken cancellationToken)
    {
        var spec = (ChildVnfSpec)step.Node.Spec;
        var vnfm = await vnfms.GetAsync(run.Tenant, spec.VnfmId, cancellationToken);
        subscriptions.Want(run.Tenant, vnfm.Id);
        var mayExist = context.MayHaveRun || context.Attempt > 1 || run.Context.Operation.Mode != RunModes.Execute;
        if (step.Action == StepAction.Delete)
        {
            await RemoveAsync(vnfm, run, step.Node.Key, spec, cancellationToken);
            return null;
        }
        var instance = (mayExist ? await FindAsync(vnfm, run, step.Node.Key, spec, cancellationToken) : null)
            ?? (await vnfm.Client.CreateAsync(
                new CreateVnfRequest { VnfdId = spec.VnfdId, VnfInstanceName = spec.Name, Metadata = MetadataOf(run, step.Node.Key) },
                $"{run.Context.Operation.Id}/{step.Node.Key}",
                cancellationToken)).Resource;
        var occurrence = await InstantiateAsync(vnfm, run, step, spec, instance, context, mayExist, cancellationToken);
        // Assurance scales through the house's own VNFM.
        if (vnfm.Id is null)
        {
            await policies.ApplyAsync(run.Tenant, instance.Id, spec.VnfdId, spec.FlavourId, cancellationToken);
        }
        return JsonSerializer.SerializeToElement(
            new ResourceOutput { ResourceId = instance.Id, OperationId = occurrence.OccurrenceId },
            LifecycleJsonContext.Default.ResourceOutput);
    }

    private async Task<ChildEnd> InstantiateAsync(
        VnfmHandle vnfm, LifecycleRun<NsRecord, NsLcmOpOcc> run, PlanStep step, ChildVnfSpec spec, VnfInstance instance, StepContext context, bool mayExist, CancellationToken cancellationToken)
    {
        if (mayExist && await LatestAsync(vnfm, instance.Id, cancellationToken) is { } earlier)
        {
            if (earlier.OperationState == LcmOperationStateType.FAILED_TEMP)
            {
                await vnfm.Client.RetryAsync(earlier.Id, cancellationToken);
            }
            if (earlier.OperationState is not (LcmOperationStateType.ROLLED_BACK or LcmOperationStateType.FAILED))
            {
                return await EndedAsync(run, spec, await (earlier.OperationState == LcmOperationStateType.FAILED_TEMP ? operations.WaitAsync(vnfm, earlier.Id, cancellationToken) : operations.WaitAsync(vnfm, earlier, cancellationToken)), cancellationToken);
            }
        }
        var accepted = await vnfm.Client.InstantiateAsync(
            instance.Id,
            new InstantiateVnfRequest
            {
                FlavourId = spec.FlavourId,
                InstantiationLevelId = spec.InstantiationLevelId,
                ExtVirtualLinks = [.. spec.Connections.Select(c => Link(run, c, context))],
            },
            $"{run.Context.Operation.Id}/{run.Context.Operation.Run}/{step.Node.Key}",
            cancellationToken);
        return await EndedAsync(run, spec, await operations.WaitAsync(vnfm, accepted.OpOccId, cancellationToken), cancellationToken);
    }

    private async Task<ChildEnd> EndedAsync(LifecycleRun<NsRecord, NsLcmOpOcc> run, ChildVnfSpec spec, ChildEnd end, CancellationToken cancellationToken)
    {
        await ends.BookAsync(run.Tenant, spec.VnfmId, end.OccurrenceId, end.State, cancellationToken);
        return end.State == LcmOperationStateType.COMPLETED
            ? end
            : throw new ChildOperationFailedException(
                $"{end.Operation} of the VNF '{spec.Name}' (instance {end.VnfInstanceId}) ended {end.State}: {end.Detail ?? "the VNFM gives no reason"} See its operation occurrence {end.OccurrenceId}{(spec.VnfmId is { } other ? $" at the VNFM '{other}'" : "")}.");
    }

    private async Task RemoveAsync(VnfmHandle vnfm, LifecycleRun<NsRecord, NsLcmOpOcc> run, string key, ChildVnfSpec spec, CancellationToken cancellationToken)
    {
        var known = run.Instance.Value.Resources.FirstOrDefault(r => r.Node.Key == key)?.ResourceId;
        var instance = known is null ? await FindAsync(vnfm, run, key, spec, cancellationToken) : await vnfm.Client.GetAsync(known, cancellationToken);
        if (instance is null)
        {
            return;
        }
        if (vnfm.Id is null)
        {
            await policies.RemoveAsync(run.Tenant, instance.Id, spec.VnfdId, spec.FlavourId, cancellationToken);
        }
        if (await LatestAsync(vnfm, instance.Id, cancellationToken) is { } latest)
        {
            // A stopped operation holds the instance: what it began is undone first, or given up when even that fails.
            if (latest.OperationState == LcmOperationStateType.FAILED_TEMP)
            {
                await vnfm.Client.RollbackAsync(latest.Id, cancellationToken);
            }
            var end = await operations.WaitAsync(vnfm, latest, cancellationToken);
            if (end.State == LcmOperationStateType.FAILED_TEMP)
            {
                end = ChildEnd.Of(await vnfm.Client.FailAsync(latest.Id, cancellationToken)) ?? end;
            }
            await ends.BookAsync(run.Tenant, spec.VnfmId, end.OccurrenceId, end.State, cancellationToken);
            instance = await vnfm.Client.GetAsync(instance.Id, cancellationToken);
        }
        if (instance?.InstantiationState == InstantiationState.INSTANTIATED)
        {
            var accepted = await vnfm.Client.TerminateAsync(
                instance.Id,
                new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL },
                $"{run.Context.Operation.Id}/{run.Context.Operation.Run}/{key}/terminate",
                cancellationToken);
            await EndedAsync(run, spec, await operations.WaitAsync(vnfm, accepted.OpOccId, cancellationToken), cancellationToken);
        }
        if (instance is not null)
        {
            await DeleteAsync(vnfm, instance.Id, cancellationToken);
        }
    }

    private static async Task DeleteAsync(VnfmHandle vnfm, string vnfInstanceId, CancellationToken cancellationToken)
    {
        try
        {
            await vnfm.Client.DeleteAsync(vnfInstanceId, cancellationToken);
        }
        catch (SolRequestException gone) when (gone.Status == HttpStatusCode.NotFound)
        {
            // An earlier attempt deleted it and did not live to tell.
        }
    }

    /// <summary>The instance that an earlier attempt created for this node; null when there is none.</summary>
    private static async Task<VnfInstance?> FindAsync(VnfmHandle vnfm, LifecycleRun<NsRecord, NsLcmOpOcc> run, string key, ChildVnfSpec spec, CancellationToken cancellationToken)
    {
        var name = spec.Name.Replace("'", "''", StringComparison.Ordinal);
        await foreach (var candidate in vnfm.Client.ListAsync($"(eq,vnfInstanceName,'{name}');(eq,vnfdId,{spec.VnfdId})", allFields: true, cancellationToken))
        {
            if (candidate.Metadata is { } metadata
                && metadata.TryGetValue("nsInstanceId", out var ns) && ns.GetString() == run.Instance.Id
                && metadata.TryGetValue("nsResource", out var resource) && resource.GetString() == key)
            {
                return candidate;
            }
        }
        return null;
    }

    private static async Task<VnfLcmOpOcc?> LatestAsync(VnfmHandle vnfm, string vnfInstanceId, CancellationToken cancellationToken)
    {
        VnfLcmOpOcc? latest = null;
        await foreach (var occurrence in vnfm.Client.ListOpOccsAsync($"(eq,vnfInstanceId,{vnfInstanceId})", allFields: true, cancellationToken))
        {
            latest = occurrence;
        }
        return latest;
    }

    private static ExtVirtualLinkData Link(LifecycleRun<NsRecord, NsLcmOpOcc> run, ExtConnectionSpec connection, StepContext context)
    {
        var network = VnfInfoRenderer.Output(run.OutputOf(
                connection.NetworkKey, context, static (record, key) => record.Resources.FirstOrDefault(r => r.Node.Key == key)?.Outputs))
            ?? throw new InvalidOperationException($"The network '{connection.NetworkKey}' should exist before the VNF that is attached to it.");
        return new ExtVirtualLinkData
        {
            Id = connection.NetworkKey,
            VimConnectionId = network.VimConnectionId,
            ResourceId = network.ResourceId,
            ExtCps = [.. connection.CpdIds.Select(id => new VnfExtCpData { CpdId = id })],
        };
    }

    private static Dictionary<string, JsonElement> MetadataOf(LifecycleRun<NsRecord, NsLcmOpOcc> run, string key) => new(StringComparer.Ordinal)
    {
        ["nsInstanceId"] = JsonSerializer.SerializeToElement(run.Instance.Id, VnfLcmJsonContext.Default.String),
        ["nsResource"] = JsonSerializer.SerializeToElement(key, VnfLcmJsonContext.Default.String),
    };
}

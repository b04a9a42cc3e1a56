using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Ns;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.NsLcm.Children;
using NfvOrchestrator.Nfvo.NsLcm.Paths;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sdn;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.NsLcm;

/// <summary>Network services as the subject of lifecycle operations: what is particular to the NFVO.</summary>
internal sealed class NsLcmSubject(
    ICatalogue catalogue,
    VnfmDirectory vnfms,
    VimStepRunner vim,
    ChildVnfRunner children,
    PathRunner paths,
    NsLcmLinks links,
    NfvoOptions options,
    TimeProvider clock) : ILifecycleSubject<NsRecord, NsLcmOpOcc>
{
    /// <summary>The engine's name for NS operations.</summary>
    public const string OperationKind = "ns-lcm";

    public string Kind => OperationKind;

    public DocumentCollection<NsRecord> Instances => NsCollections.Instances;

    public DocumentCollection<NsLcmOpOcc> Occurrences => NsCollections.Occurrences;

    public StepGraphOptions StepOptions { get; } = new()
    {
        StepTimeout = options.VnfTimeout,
        IsTransient = static e => e is SolRequestException { IsTransient: true } or SdnException { Transient: true } || VimStepRunner.IsPassing(e),
    };

    public IReadOnlyList<ManagedResource> ResourcesOf(NsRecord instance) => instance.Resources;

    public async Task<PreparedOperation<NsLcmOpOcc>> PrepareAsync(LifecycleRun<NsRecord, NsLcmOpOcc> run, CancellationToken cancellationToken)
    {
        var record = run.Instance.Value;
        var occurrence = run.Occurrence.Value;
        var (settings, target) = occurrence.LcmOperationType switch
        {
            NsLcmOpType.INSTANTIATE => await InstantiateAsync(run, cancellationToken),
            NsLcmOpType.TERMINATE => (null, ResourceGraph.Empty),
            // Healing goes back to what the service is meant to have; what is broken was marked when it was seen.
            NsLcmOpType.HEAL => (record.Settings, PlanFold.AsTarget(record.Resources)),
            _ => throw new InvalidOperationException($"The operation {occurrence.LcmOperationType} has no target state."),
        };
        return new PreparedOperation<NsLcmOpOcc>(
            target,
            Planner.Plan(record.Resources, target),
            occurrence,
            JsonSerializer.SerializeToElement(new NsPlanData(settings), NfvoJsonContext.Default.NsPlanData));
    }

    public async Task<JsonElement?> ExecuteAsync(LifecycleRun<NsRecord, NsLcmOpOcc> run, PlanStep step, StepContext context, CancellationToken cancellationToken)
    {
        using var tenant = TenantContext.Use(run.Tenant);
        return step.Node.Spec switch
        {
            ChildVnfSpec => await children.RunAsync(run, step, context, cancellationToken),
            PathSpec => await paths.RunAsync(run, step, cancellationToken),
            _ => await vim.RunAsync(
                new VimScope(run.Tenant, run.Instance.Id, run.Context.Operation.Id, options.VimConnectionId, run.Context.Operation.Mode != RunModes.Execute),
                step,
                context,
                options.VimTimeout,
                cancellationToken),
        };
    }

    public string? ResourceIdOf(JsonElement? output) => VnfInfoRenderer.Output(output)?.ResourceId;

    public NsLcmOpOcc Enter(LifecycleRun<NsRecord, NsLcmOpOcc> run, OperationPhase phase, IReadOnlyList<ManagedResource>? resources, ProblemDetails? error)
        => run.Occurrence.Value with
        {
            OperationState = StateOf(phase),
            // Accepted and being run are one state here (SOL005 §6.6.2.2): entered once.
            StatusEnteredTime = StateOf(phase) == run.Occurrence.Value.OperationState ? run.Occurrence.Value.StatusEnteredTime : clock.GetUtcNow(),
            Error = error,
            IsCancelPending = false,
            CancelMode = null,
            ResourceChanges = NsView.Changes(run.Planned?.Plan, resources, phase == OperationPhase.RolledBack) ?? run.Occurrence.Value.ResourceChanges,
        };

    public OperationPhase PhaseOf(NsLcmOpOcc occurrence) => occurrence.OperationState switch
    {
        NsLcmOperationStateType.PROCESSING => OperationPhase.Processing,
        NsLcmOperationStateType.FAILED_TEMP => OperationPhase.FailedTemp,
        NsLcmOperationStateType.FAILED => OperationPhase.Failed,
        NsLcmOperationStateType.ROLLING_BACK => OperationPhase.RollingBack,
        NsLcmOperationStateType.ROLLED_BACK => OperationPhase.RolledBack,
        _ => OperationPhase.Completed,
    };

    public NsLcmOpOcc Move(NsLcmOpOcc occurrence, OperationPhase phase, CancelRequest cancel) => occurrence with
    {
        OperationState = StateOf(phase),
        StatusEnteredTime = phase == PhaseOf(occurrence) ? occurrence.StatusEnteredTime : clock.GetUtcNow(),
        IsCancelPending = cancel != CancelRequest.None,
        CancelMode = cancel switch
        {
            CancelRequest.Graceful => CancelModeType.GRACEFUL,
            CancelRequest.Forceful => CancelModeType.FORCEFUL,
            _ => null,
        },
        Error = phase is OperationPhase.Processing or OperationPhase.RollingBack ? null : occurrence.Error,
    };

    public NsRecord GiveUp(NsRecord instance, PlannedOperation? planned)
    {
        // What an abandoned instantiation left behind stays reachable for a termination.
        var settings = planned?.Data?.Deserialize(NfvoJsonContext.Default.NsPlanData)?.Settings;
        return instance.Settings is null && instance.Resources.Count > 0 && settings is not null
            ? NsView.WithResources(instance with { Settings = settings }, instance.Resources)
            : instance;
    }

    public NsRecord Conclude(LifecycleRun<NsRecord, NsLcmOpOcc> run, OperationPhase phase, IReadOnlyList<ManagedResource> resources)
    {
        var settings = phase == OperationPhase.Completed
            ? run.Planned!.Data?.Deserialize(NfvoJsonContext.Default.NsPlanData)?.Settings
            : run.Instance.Value.Settings;
        return NsView.WithResources(run.Instance.Value with { Settings = settings }, resources);
    }

    public NotificationDraft? Notification(TenantId tenant, NsRecord instance, NsLcmOpOcc occurrence, OperationPhase phase)
        => NsNotifications.Of(tenant, instance, occurrence, links, clock.GetUtcNow());

    private static NsLcmOperationStateType StateOf(OperationPhase phase) => phase switch
    {
        OperationPhase.Starting or OperationPhase.Processing => NsLcmOperationStateType.PROCESSING,
        OperationPhase.Completed => NsLcmOperationStateType.COMPLETED,
        OperationPhase.FailedTemp => NsLcmOperationStateType.FAILED_TEMP,
        OperationPhase.Failed => NsLcmOperationStateType.FAILED,
        OperationPhase.RollingBack => NsLcmOperationStateType.ROLLING_BACK,
        _ => NsLcmOperationStateType.ROLLED_BACK,
    };

    private async Task<(NsSettings?, ResourceGraph)> InstantiateAsync(LifecycleRun<NsRecord, NsLcmOpOcc> run, CancellationToken cancellationToken)
    {
        var resource = run.Instance.Value.Resource;
        var request = run.Input.Deserialize(NsLcmJsonContext.Default.InstantiateNsRequest)!;
        var nsd = await catalogue.FindNsdByInfoIdAsync(run.Tenant, resource.NsdInfoId, cancellationToken)
            ?? throw Reject(409, $"The NSD '{resource.NsdId}' is no longer onboarded.");
        var flavour = nsd.Descriptor.FindFlavour(request.NsFlavourId)
            ?? throw Reject(422, $"The NSD '{resource.NsdId}' has no flavour '{request.NsFlavourId}'; it has: {string.Join(", ", nsd.Descriptor.Flavours.Select(f => f.FlavourId))}.");
        var levelId = request.NsInstantiationLevelId ?? flavour.DefaultInstantiationLevelId;
        var level = flavour.InstantiationLevels.FirstOrDefault(l => l.LevelId == levelId);
        if (level is null && request.NsInstantiationLevelId is not null)
        {
            throw Reject(422, $"Flavour '{flavour.FlavourId}' has no instantiation level '{levelId}'; it has: {string.Join(", ", flavour.InstantiationLevels.Select(l => l.LevelId))}.");
        }
        var vnfds = new Dictionary<string, VnfDescriptor>(StringComparer.Ordinal);
        foreach (var vnfdId in flavour.VnfProfiles.Select(p => p.VnfdId).Distinct(StringComparer.Ordinal))
        {
            vnfds[vnfdId] = (await catalogue.FindVnfdAsync(run.Tenant, vnfdId, cancellationToken))?.Descriptor
                ?? throw Reject(409, $"The NSD needs the VNFD '{vnfdId}', which is not onboarded. Onboard its package and repeat the operation.");
        }
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var vnfd in vnfds.Values)
        {
            if (await vnfms.ChooseAsync(run.Tenant, vnfd.VnfmInfo, cancellationToken) is { } vnfm)
            {
                chosen[vnfd.DescriptorId] = vnfm;
            }
        }
        var target = NsTarget.Build(new NsTargetInput { InstanceName = resource.NsInstanceName, Flavour = flavour, Level = level, Vnfds = vnfds, Vnfms = chosen });
        return (new NsSettings(flavour.FlavourId, level?.LevelId), target);
    }

    private static LifecycleRejectedException Reject(int status, string detail)
        => new(new ProblemDetails { Title = "The operation cannot start", Status = status, Detail = detail });
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Management;
using NfvOrchestrator.Vnfm.Reconciliation;
using NfvOrchestrator.Vnfm.Snapshots;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>VNF instances as the subject of lifecycle operations: what is particular to the VNFM.</summary>
internal sealed class VnfLcmSubject(
    VnfPlanning planning,
    IVnfdSource vnfds,
    VnfActions actions,
    ElementManagers managers,
    IGranter granter,
    VimStepRunner vim,
    ExternalNetworks networks,
    IDocumentStore store,
    VnfLcmLinks links,
    VnfmOptions options,
    TimeProvider clock) : ILifecycleSubject<VnfRecord, VnfLcmOpOcc>
{
    private static readonly ConditionalWeakTable<PlannedOperation, VnfPlanData> ReadData = [];

    /// <summary>The engine's name for VNF operations.</summary>
    public const string OperationKind = "vnf-lcm";

    public string Kind => OperationKind;

    public DocumentCollection<VnfRecord> Instances => VnfmCollections.Instances;

    public DocumentCollection<VnfLcmOpOcc> Occurrences => VnfmCollections.Occurrences;

    public StepGraphOptions StepOptions { get; } = new()
    {
        // Most of a step is waiting for the VIM: what may go side by side does.
        MaxParallel = options.ParallelSteps,
        // Above what the client waits at most, so that the error is in the VIM's words.
        StepTimeout = options.VimTimeout + options.VimPatience + options.VimAnswerTimeout + TimeSpan.FromMinutes(1),
        IsTransient = VimStepRunner.IsPassing,
    };

    public IReadOnlyList<ManagedResource> ResourcesOf(VnfRecord instance) => instance.Resources;

    public async Task<PreparedOperation<VnfLcmOpOcc>> PrepareAsync(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, CancellationToken cancellationToken)
    {
        using var tenant = TenantContext.Use(run.Tenant);
        var instance = run.Instance.Value;
        var occurrence = run.Occurrence.Value;
        var operation = VnfOperations.Of(occurrence.Operation);
        var draft = await planning.PlanAsync(run.Tenant, instance, operation, run.Input, cancellationToken);
        var (intent, vimConnectionId, marks, current, target, plan) = draft;
        var (settings, changed) = (intent.Settings is { } wanted ? wanted with { VimConnectionId = vimConnectionId } : null, intent.Instance);
        if (operation.NeedsGrant)
        {
            var request = VnfGrantRequest.Of(instance, operation.Type, occurrence.Id, occurrence.IsAutomaticInvocation, intent, plan, current, links);
            var grant = await granter.AskAsync(request, cancellationToken);
            (settings, vimConnectionId, changed, target, plan) = VnfGranting.Apply(instance, draft, grant);
            await networks.CheckAsync(run.Tenant, instance.Settings, settings, cancellationToken);
            occurrence = occurrence with { GrantId = grant.Id };
        }
        var around = await ActionsAsync(run, occurrence.Operation, intent, cancellationToken);
        return new PreparedOperation<VnfLcmOpOcc>(
            target,
            PlanActions.Wrap(plan, around.Before, around.After),
            occurrence,
            JsonSerializer.SerializeToElement(
                new VnfPlanData
                {
                    Settings = settings,
                    VimConnectionId = vimConnectionId,
                    Instance = changed,
                    GracefulSeconds = intent.GracefulSeconds,
                    ActionsBefore = around.Before,
                    ActionsAfter = around.After,
                    Warnings = around.Warnings,
                },
                VnfmJsonContext.Default.VnfPlanData),
            marks,
            intent.Wishes);
    }

    public async Task<JsonElement?> ExecuteAsync(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, PlanStep step, StepContext context, CancellationToken cancellationToken)
    {
        using var tenant = TenantContext.Use(run.Tenant);
        var data = Data(run)!;
        var operation = run.Context.Operation;
        if (step.Action == StepAction.Run)
        {
            await actions.RunAsync(run, step.Node, data, context, cancellationToken);
            return null;
        }
        var scope = new VimScope(run.Tenant, run.Instance.Id, operation.Id, data.VimConnectionId, operation.Mode != RunModes.Execute)
        {
            Run = operation.Run,
            ManagedBy = TruthCheck.Manager,
            RulesOfGrant = step.Node.Spec is Lifecycle.Resources.ComputeSpec server
                ? PlacementRules.NamedAsGroups(server, operation.Mode == RunModes.Rollback ? run.Planned!.Before.Select(static r => r.Node) : run.Planned!.Target)
                : new HashSet<string>(StringComparer.Ordinal),
            // Only on the way to the target: a roll back undoes what was done, as quickly as it can.
            GracefulStopSeconds = operation.Mode == RunModes.Rollback ? null : data.GracefulSeconds,
        };
        if (scope.GracefulStopSeconds is { } seconds && step is { Action: StepAction.Delete, Node.Spec: Lifecycle.Resources.ComputeSpec })
        {
            await vim.ShutDownAsync(scope, step.Node, seconds, options.VimTimeout, cancellationToken);
        }
        return await vim.RunAsync(scope, step, context, options.VimTimeout, cancellationToken);
    }

    /// <summary>A roll back is the way back of the resources: scripts are for the way there.</summary>
    public Plan Complete(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, Plan plan)
        => run.Context.Operation.Mode != RunModes.Rollback && Data(run) is { } data ? PlanActions.Wrap(plan, data.ActionsBefore, data.ActionsAfter) : plan;

    public Task<VnfLcmOpOcc> AnnotateAsync(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, CancellationToken cancellationToken)
        => Data(run) is { } data && data.ActionsBefore.Count + data.ActionsAfter.Count + data.Warnings.Count > 0
            ? actions.AnnotateAsync(run.Tenant, run.Occurrence.Value, data.Warnings, cancellationToken)
            : Task.FromResult(run.Occurrence.Value);

    public string? ResourceIdOf(JsonElement? output) => VnfInfoRenderer.Output(output)?.ResourceId;

    public VnfLcmOpOcc Enter(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, OperationPhase phase, IReadOnlyList<ManagedResource>? resources, ProblemDetails? error)
    {
        var before = run.Instance.Value.Resource;
        var after = phase == OperationPhase.Completed ? Concluded(run, resources!).Resource : before;
        var occurrence = run.Occurrence.Value;
        return occurrence with
        {
            OperationState = StateOf(phase),
            StateEnteredTime = clock.GetUtcNow(),
            Error = error,
            IsCancelPending = false,
            CancelMode = null,
            ResourceChanges = resources is null || run.Planned is null ? run.Occurrence.Value.ResourceChanges : VnfChangesRenderer.Render(run.Planned.Before, resources),
            AffectedVipCps = resources is null || run.Planned is null ? run.Occurrence.Value.AffectedVipCps : VnfChangesRenderer.Vips(run.Planned.Before, resources),
            ChangedInfo = occurrence.Operation == LcmOperationType.CHANGE_VNFPKG ? null : VnfChanges.Info(before, after),
            ModificationsTriggeredByVnfPkgChange = occurrence.Operation == LcmOperationType.CHANGE_VNFPKG ? VnfChanges.ByPackage(before, after) : null,
            ChangedExtConnectivity = VnfChanges.Connectivity(before, after),
        };
    }

    public OperationPhase PhaseOf(VnfLcmOpOcc occurrence) => occurrence.OperationState switch
    {
        LcmOperationStateType.STARTING => OperationPhase.Starting,
        LcmOperationStateType.PROCESSING => OperationPhase.Processing,
        LcmOperationStateType.COMPLETED => OperationPhase.Completed,
        LcmOperationStateType.FAILED_TEMP => OperationPhase.FailedTemp,
        LcmOperationStateType.FAILED => OperationPhase.Failed,
        LcmOperationStateType.ROLLING_BACK => OperationPhase.RollingBack,
        _ => OperationPhase.RolledBack,
    };

    public string? NoRollback(VnfLcmOpOcc occurrence) => VnfOperations.Of(occurrence.Operation).NoRollback;

    public VnfLcmOpOcc Move(VnfLcmOpOcc occurrence, OperationPhase phase, CancelRequest cancel) => occurrence with
    {
        OperationState = StateOf(phase),
        StateEnteredTime = phase == PhaseOf(occurrence) ? occurrence.StateEnteredTime : clock.GetUtcNow(),
        IsCancelPending = cancel != CancelRequest.None,
        CancelMode = cancel switch
        {
            CancelRequest.Graceful => CancelModeType.GRACEFUL,
            CancelRequest.Forceful => CancelModeType.FORCEFUL,
            _ => null,
        },
        Error = phase is OperationPhase.Processing or OperationPhase.RollingBack ? null : occurrence.Error,
    };

    public VnfRecord GiveUp(VnfRecord instance, PlannedOperation? planned)
        => planned?.Data?.Deserialize(VnfmJsonContext.Default.VnfPlanData)?.Settings is { } settings ? VnfView.Salvage(instance, settings) : instance;

    public VnfRecord Conclude(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, OperationPhase phase, IReadOnlyList<ManagedResource> resources)
        => phase == OperationPhase.Completed ? Concluded(run, resources) : VnfView.WithResources(run.Instance.Value, resources);

    /// <summary>The instance when the operation is completed.</summary>
    private static VnfRecord Concluded(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, IReadOnlyList<ManagedResource> resources)
    {
        var data = Data(run)!;
        // Snapshots that were taken belong to the snapshot resource from now on.
        return VnfView.WithResources(
            run.Instance.Value with { Settings = data.Settings, Resource = data.Instance ?? run.Instance.Value.Resource }, [.. resources.Where(r => r.Node.Spec is not Lifecycle.Resources.SnapshotSpec)]);
    }

    public async Task WriteAlsoAsync(
        WriteBatch batch, LifecycleRun<VnfRecord, VnfLcmOpOcc> run, OperationPhase phase, IReadOnlyList<ManagedResource> resources, CancellationToken cancellationToken)
    {
        var occurrence = run.Occurrence.Value;
        if (phase != OperationPhase.Completed || occurrence.Operation != LcmOperationType.CREATE_SNAPSHOT
            || await store.GetAsync(VnfmCollections.Snapshots, run.Tenant, occurrence.VnfSnapshotInfoId!, cancellationToken) is not { } snapshot)
        {
            return;
        }
        batch.Replace(VnfmCollections.Snapshots, snapshot, SnapshotView.Taken(
            snapshot.Value,
            Concluded(run, resources),
            [.. resources.Where(r => r.Node.Spec is Lifecycle.Resources.SnapshotSpec)],
            Data(run)!.VimConnectionId,
            occurrence.StartTime,
            clock.GetUtcNow(),
            run.Input.Deserialize(VnfLcmJsonContext.Default.CreateVnfSnapshotRequest)!.UserDefinedData,
            occurrence.Actions));
    }

    public NotificationDraft? Notification(TenantId tenant, VnfRecord instance, VnfLcmOpOcc occurrence, OperationPhase phase)
        => VnfNotifications.Of(tenant, instance.Resource, occurrence, links, clock.GetUtcNow());

    /// <summary>The SOL003 name of a phase.</summary>
    public static LcmOperationStateType StateOf(OperationPhase phase) => phase switch
    {
        OperationPhase.Starting => LcmOperationStateType.STARTING,
        OperationPhase.Processing => LcmOperationStateType.PROCESSING,
        OperationPhase.Completed => LcmOperationStateType.COMPLETED,
        OperationPhase.FailedTemp => LcmOperationStateType.FAILED_TEMP,
        OperationPhase.Failed => LcmOperationStateType.FAILED,
        OperationPhase.RollingBack => LcmOperationStateType.ROLLING_BACK,
        _ => LcmOperationStateType.ROLLED_BACK,
    };

    /// <summary>What is done around the resources. A termination that finds no descriptor goes on without: it must not depend on an NFVO.</summary>
    private async Task<VnfActionPlan> ActionsAsync(LifecycleRun<VnfRecord, VnfLcmOpOcc> run, LcmOperationType operation, VnfIntent intent, CancellationToken cancellationToken)
    {
        var instance = run.Instance.Value;
        OnboardedVnfd? vnfd;
        try
        {
            vnfd = await vnfds.FindAsync(run.Tenant, instance.Resource.VnfdId, cancellationToken);
        }
        catch (Exception unavailable) when (unavailable is SolRequestException or InvalidDataException)
        {
            return VnfActionPlan.None with { Warnings = [$"Scripts and coordinations were left out, because the descriptor is not to be had: {unavailable.Message}"] };
        }
        return vnfd is null
            ? VnfActionPlan.None
            : VnfActionPlan.Of(new VnfActionInput
            {
                Operation = operation,
                Vnfd = vnfd.Descriptor,
                FlavourId = instance.Settings?.FlavourId ?? intent.Settings?.FlavourId,
                Next = intent.Descriptor,
                NextFlavourId = intent.Settings?.FlavourId,
                Prepared = intent.Prepared,
                HealScript = intent.Healing?.Script,
                Before = instance.Resource,
                After = intent.Instance ?? instance.Resource,
                VnfcProperties = intent.Settings?.VnfcProperties ?? new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>(StringComparer.Ordinal),
                Options = options.Management,
                HasManager = managers.Find(instance.Resource) is not null,
            });
    }

    /// <summary>Read once a plan, not once a step.</summary>
    private static VnfPlanData? Data(LifecycleRun<VnfRecord, VnfLcmOpOcc> run)
        => run.Planned?.Data is null ? null : ReadData.GetValue(run.Planned, static planned => planned.Data!.Value.Deserialize(VnfmJsonContext.Default.VnfPlanData)!);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Api;

/// <summary>
/// Shows the plan of an operation and stores nothing. The id of a plan says for which version of the instance and which request it was made, so that it can be checked
/// later without having been kept.
/// </summary>
internal sealed class VnfDryRun(VnfPlanning planning, IGranter granter, ExternalNetworks networks, VnfLcmLinks links, IDocumentStore store, TimeProvider clock)
{
    private const int HistorySize = 200;
    private static readonly TimeSpan History = TimeSpan.FromDays(7);

    /// <summary>The plan of a request that was found acceptable.</summary>
    public async Task<VnfOperationPlan> ShowAsync(Document<VnfRecord> instance, VnfOperation operation, JsonElement request, CancellationToken cancellationToken)
    {
        var draft = await planning.PlanAsync(instance.Tenant, instance.Value, operation, request, cancellationToken);
        var (seconds, from) = await EstimateAsync(instance.Tenant, operation.Type, cancellationToken);
        var granted = await GrantedAsync(instance, operation, draft, cancellationToken);
        var plan = granted?.Plan ?? draft.Plan;
        var settings = granted?.Settings ?? (draft.Intent.Settings is { } wanted ? wanted with { VimConnectionId = draft.VimConnectionId } : null);
        await networks.CheckAsync(instance.Tenant, instance.Value.Settings, settings, cancellationToken);
        var before = instance.Value.Resources.Select(r => r.Node.Spec).ToList();
        var after = (granted?.Target ?? draft.Target).Nodes.Select(n => n.Spec).ToList();
        return new VnfOperationPlan
        {
            PlanId = PlanId(instance, operation, request),
            VnfInstanceId = instance.Id,
            Operation = operation.Type,
            Steps =
            [
                .. plan.Steps.Select(s => new VnfOperationPlanStep
                {
                    Id = s.Id, Action = s.Action.ToString(), ResourceType = s.Node.Spec.ResourceKind.ToString(), Resource = s.Node.Key, DependsOn = s.DependsOn,
                }),
            ],
            VirtualCpus = after.OfType<ComputeSpec>().Sum(c => c.VirtualCpus) - before.OfType<ComputeSpec>().Sum(c => c.VirtualCpus),
            MemoryMib = after.OfType<ComputeSpec>().Sum(c => c.MemoryMib) - before.OfType<ComputeSpec>().Sum(c => c.MemoryMib),
            StorageGib = after.OfType<StorageSpec>().Sum(s => s.SizeGib) - before.OfType<StorageSpec>().Sum(s => s.SizeGib),
            Placement = granted is null ? null : [.. plan.Steps.Where(s => s.Action == StepAction.Create && s.Node.Spec is ComputeSpec).Select(s => s.Node.Key).Distinct(StringComparer.Ordinal).Select(k => Placed(granted.Target, k))],
            EstimatedSeconds = seconds,
            EstimatedFrom = from,
        };
    }

    /// <summary>The plan with the zones, images, flavours and links that a grant would name now; null: the NFVO cannot tell.</summary>
    private async Task<VnfGrantedPlan?> GrantedAsync(Document<VnfRecord> instance, VnfOperation operation, VnfPlanDraft draft, CancellationToken cancellationToken)
    {
        if (!operation.NeedsGrant)
        {
            return null;
        }
        using var tenant = TenantContext.Use(instance.Tenant);
        var request = VnfGrantRequest.Of(instance.Value, operation.Type, Guid.CreateVersion7(clock.GetUtcNow()).ToString(), automatic: false, draft.Intent, draft.Plan, draft.Current, links);
        return await granter.TryOutAsync(request, cancellationToken) is { } grant ? VnfGranting.Apply(instance.Value, draft, grant) : null;
    }

    private static VnfPlannedPlacement Placed(ResourceGraph target, string key)
    {
        var placement = (target.Find(key)?.Spec as ComputeSpec)?.Placement;
        return new VnfPlannedPlacement(key, placement?.Zone, placement?.ImageId, placement?.FlavourId);
    }

    /// <summary>Why a plan that was shown cannot be carried out any more; null: it can.</summary>
    public static SolProblem? Refuse(string planId, Document<VnfRecord> instance, VnfOperation operation, JsonElement request)
    {
        if (planId == PlanId(instance, operation, request))
        {
            return null;
        }
        var version = instance.Version.ToString(CultureInfo.InvariantCulture);
        return planId.Split('.')[0] == version
            ? SolProblem.Conflict($"The plan '{planId}' was made for another request. Repeat the request it was made for, unchanged, or ask for a new plan with ?dryRun=true.")
            : SolProblem.Conflict($"The VNF instance '{instance.Id}' changed since the plan '{planId}' was made (it has version {version} now). Ask for a new plan with ?dryRun=true.");
    }

    private static string PlanId(Document<VnfRecord> instance, VnfOperation operation, JsonElement request)
    {
        var content = $"{instance.Id} {operation.Type} {request.GetRawText()}";
        return string.Create(CultureInfo.InvariantCulture, $"{instance.Version}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16))}");
    }

    private async Task<(double? Seconds, int From)> EstimateAsync(TenantId tenant, LcmOperationType operation, CancellationToken cancellationToken)
    {
        var page = await store.QueryAsync(
            VnfmCollections.Occurrences,
            tenant,
            new StoreQuery
            {
                Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["operation"] = operation.ToString(), ["operationState"] = nameof(LcmOperationStateType.COMPLETED) },
                AfterId = Guid.CreateVersion7(clock.GetUtcNow() - History).ToString(),
                Limit = HistorySize,
            },
            cancellationToken);
        var times = page.Items.Select(o => (o.Value.StateEnteredTime - o.Value.StartTime).TotalSeconds).Order().ToList();
        return times.Count == 0 ? (null, 0) : (Math.Round(times[times.Count / 2], 3), times.Count);
    }
}

using System.Text.Json;
using NfvOrchestrator.Lifecycle;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>
/// Carries out the policies: heals through the lifecycle interface like anybody else, deletes orphans, takes over where servers run. Only what was seen at least twice, for
/// at least the time of grace, is touched.
/// </summary>
internal sealed partial class FindingActions(IDocumentStore store, IOperationEngine engine, VimClient vim, VnfOperationStarter starter, VnfmOptions options, TimeProvider clock, ILogger<FindingActions> logger)
{
    /// <summary>Acts on findings where it is time; returns them with what was done.</summary>
    public async Task<IReadOnlyList<Finding>> ActAsync(TenantId tenant, IReadOnlyList<(Finding Finding, Observation Observation)> present, CancellationToken cancellationToken)
    {
        var results = new List<Finding>(present.Count);
        var healed = new Dictionary<string, (string? OpOcc, string? Failure)>(StringComparer.Ordinal);
        foreach (var (finding, observation) in present)
        {
            var ripe = finding.Looks >= 2 && clock.GetUtcNow() - finding.FirstSeen >= options.Reconciliation.Grace;
            switch (ripe ? finding.Policy : FindingPolicy.REPORT)
            {
                case FindingPolicy.HEAL:
                    if (!healed.TryGetValue(finding.VnfInstanceId!, out var heal))
                    {
                        healed[finding.VnfInstanceId!] = heal = await HealAsync(tenant, finding, cancellationToken);
                    }
                    results.Add(finding with { VnfLcmOpOccId = heal.OpOcc ?? finding.VnfLcmOpOccId, Failure = heal.Failure });
                    break;
                case FindingPolicy.DELETE when await DeleteAsync(observation, finding, cancellationToken) is { } failure:
                    results.Add(finding with { Failure = failure });
                    break;
                case FindingPolicy.DELETE:
                    break; // gone, and with it the finding
                case FindingPolicy.ADOPT when observation.Differences.All(d => d.Attribute == "host"):
                    if (!await AdoptAsync(tenant, observation, cancellationToken))
                    {
                        results.Add(finding with { Failure = "The instance was changed at the same moment; it is looked at again." });
                    }
                    break;
                default:
                    results.Add(finding);
                    break;
            }
        }
        return results;
    }

    private async Task<(string? OpOcc, string? Failure)> HealAsync(TenantId tenant, Finding finding, CancellationToken cancellationToken)
    {
        var request = JsonSerializer.SerializeToElement(new HealVnfRequest { Cause = $"Truth check: {finding.Detail}" }, VnfLcmJsonContext.Default.HealVnfRequest);
        var (occurrence, problem) = await starter.StartAsync(tenant, finding.VnfInstanceId!, LcmOperationType.HEAL, request, cancellationToken);
        if (problem is not null)
        {
            Log.NotHealed(logger, finding.VnfInstanceId!, problem.Problem.Detail);
            return (null, problem.Problem.Detail);
        }
        Log.Healing(logger, finding.VnfInstanceId!, occurrence!, finding.Detail);
        return (occurrence, null);
    }

    /// <summary>Deletes an orphan; null when it is gone or going, else why not.</summary>
    private async Task<string?> DeleteAsync(Observation orphan, Finding finding, CancellationToken cancellationToken)
    {
        try
        {
            // The second look: what is deleted is what was seen, and still nobody's.
            var now = await vim.GetAsync(finding.VimConnectionId, orphan.VimKind, orphan.VimKey, TimeSpan.Zero, cancellationToken);
            if (now is not null && now.VimResourceId == finding.VimResourceId && now.Spec.Tags.ManagedBy == TruthCheck.Manager)
            {
                await vim.DeleteAsync(finding.VimConnectionId, orphan.VimKind, orphan.VimKey, TimeSpan.Zero, cancellationToken);
                Log.Deleted(logger, orphan.VimKind.Token(), orphan.VimKey, finding.VimConnectionId);
            }
            return null;
        }
        catch (VimException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Where a server runs is taken over; the version check keeps operations safe.</summary>
    private async Task<bool> AdoptAsync(TenantId tenant, Observation moved, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(VnfmCollections.Instances, tenant, moved.VnfInstanceId!, cancellationToken) is not { } instance)
        {
            return false;
        }
        var resources = instance.Value.Resources.Select(r => r.Node.Key == moved.Ours!.Node.Key && VnfInfoRenderer.Output(r.Outputs) is { } output
            ? r with { Outputs = JsonSerializer.SerializeToElement(output with { Host = moved.Theirs!.Outputs.Host, Zone = moved.Theirs.Outputs.Zone ?? output.Zone }, LifecycleJsonContext.Default.ResourceOutput) }
            : r).ToList();
        var batch = new WriteBatch().Replace(VnfmCollections.Instances, instance, VnfView.WithResources(instance.Value, resources));
        engine.RequireFree(batch, tenant, instance.Id);
        return (await store.CommitAsync(batch, cancellationToken)).Ok;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "VNF instance {InstanceId} is healed by operation {OperationId}: {Detail}")]
        public static partial void Healing(ILogger logger, string instanceId, string operationId, string detail);

        [LoggerMessage(2, LogLevel.Warning, "VNF instance {InstanceId} cannot be healed now: {Reason}")]
        public static partial void NotHealed(ILogger logger, string instanceId, string reason);

        [LoggerMessage(3, LogLevel.Warning, "Orphaned {Kind} '{Key}' was deleted in the VIM account '{Account}'")]
        public static partial void Deleted(ILogger logger, string kind, string key, string account);
    }
}

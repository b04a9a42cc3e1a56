using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sdn;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sol.NsLcm;
using LifecyclePath = NfvOrchestrator.Lifecycle.Resources.PathSpec;

namespace NfvOrchestrator.Nfvo.NsLcm.Paths;

/// <summary>Performs plan steps on forwarding paths: computes them on the network as it is now, has them programmed, and waits until every hop was read back.</summary>
internal sealed class PathRunner(NfvoOptions options, TimeProvider clock, SdnClient? sdn = null)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Performs one step. An update computes anew: what is broken is routed around, make before break.</summary>
    public async Task<JsonElement?> RunAsync(LifecycleRun<NsRecord, NsLcmOpOcc> run, PlanStep step, CancellationToken cancellationToken)
    {
        var controller = sdn ?? throw new PathImpossibleException("This NFVO has no SDN adapter (Nfvo:Sdn); forwarding paths cannot be set up.");
        var spec = (LifecyclePath)step.Node.Spec;
        var segments = PathSegments.Of(spec);
        var tenant = run.Tenant.Value;
        if (step.Action == StepAction.Delete)
        {
            for (var index = 0; index < segments.Count; index++)
            {
                await RemoveAsync(controller, tenant, PathSegments.KeyOf(run.Instance.Id, spec, index), cancellationToken);
            }
            return null;
        }
        var hops = new List<string>();
        for (var index = 0; index < segments.Count; index++)
        {
            var key = PathSegments.KeyOf(run.Instance.Id, spec, index);
            var present = await controller.GetPathAsync(options.SdnControllerId, tenant, key, TimeSpan.Zero, cancellationToken);
            // Asked for each stretch: the one before has taken its bandwidth meanwhile.
            var topology = await controller.GetTopologyAsync(options.SdnControllerId, cancellationToken);
            var wanted = PathSegments.Compute(
                topology, spec, segments[index], options.VimConnectionId, new PathTags { Tenant = tenant, InstanceId = run.Instance.Id, NfpId = spec.NfpId }, present?.Spec);
            if (present is { State: PathState.ACTIVE, Rerouting: false } && present.Spec with { Hops = wanted.Hops } == wanted)
            {
                // It carries what is wanted: traffic is not moved for an equal or slightly better way.
                wanted = present.Spec;
            }
            var view = await PutAsync(controller, tenant, key, wanted, cancellationToken);
            hops.AddRange(view.Spec.Hops.Select(h => $"{h.Device}/{h.InPort}-{h.OutPort}"));
        }
        return JsonSerializer.SerializeToElement(
            new ResourceOutput { ResourceId = PathSegments.KeyOf(run.Instance.Id, spec, 0), Hops = hops },
            LifecycleJsonContext.Default.ResourceOutput);
    }

    private async Task<PathView> PutAsync(SdnClient controller, string tenant, string key, Sdn.Paths.PathSpec wanted, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var view = await controller.PutPathAsync(options.SdnControllerId, key, wanted, LongestWait, cancellationToken);
        while (view.State != PathState.ACTIVE || view.Rerouting)
        {
            if (view.State == PathState.ERROR)
            {
                throw new PathImpossibleException($"The path '{key}' could not be programmed: {view.Error}");
            }
            if (clock.GetElapsedTime(start) > options.PathTimeout)
            {
                throw new TimeoutException($"The path '{key}' is {view.State} after {options.PathTimeout.TotalSeconds:0} s; rules not in force: {string.Join(", ", view.Hops.Where(h => h.State != HopRuleState.ADDED).Select(h => $"{h.Device} {h.State}").Take(5))}.");
            }
            view = await controller.GetPathAsync(options.SdnControllerId, tenant, key, LongestWait, cancellationToken)
                ?? throw new PathImpossibleException($"The path '{key}' was removed by somebody else while it was being set up.");
        }
        return view;
    }

    private async Task RemoveAsync(SdnClient controller, string tenant, string key, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var view = await controller.DeletePathAsync(options.SdnControllerId, tenant, key, LongestWait, cancellationToken);
        while (view is not null)
        {
            if (clock.GetElapsedTime(start) > options.PathTimeout)
            {
                throw new TimeoutException($"The path '{key}' is still {view.State} after {options.PathTimeout.TotalSeconds:0} s; its rules could not be removed.");
            }
            view = await controller.GetPathAsync(options.SdnControllerId, tenant, key, LongestWait, cancellationToken);
        }
    }
}

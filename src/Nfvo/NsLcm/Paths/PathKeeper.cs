using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sdn;
using NfvOrchestrator.Sdn.Events;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sol.NsLcm;
using LifecyclePath = NfvOrchestrator.Lifecycle.Resources.PathSpec;

namespace NfvOrchestrator.Nfvo.NsLcm.Paths;

/// <summary>
/// Keeps forwarding paths up: when one is down it marks it and starts a HEAL operation of the network service, which routes around the fault. It hears of
/// faults from the event bus at once, and looks at all paths every few seconds, so that a lost event costs seconds, not the path.
/// </summary>
internal sealed partial class PathKeeper(
    IDocumentStore store,
    LifecycleGateway<NsRecord, NsLcmOpOcc> gateway,
    NfvoOptions options,
    BackgroundLoopRegistry registry,
    TimeProvider time,
    ILogger<PathKeeper> logger,
    SdnClient? sdn = null) : BackgroundLoop("nfvo.paths", registry, time, logger)
{
    private static readonly TimeSpan PatrolInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Where everything starts at once, the controller's adapter finds its network, and puts paths back that are down until then, within this time.</summary>
    private static readonly TimeSpan StartGrace = TimeSpan.FromSeconds(2);

    /// <summary>Paths that were reported down, by service, and why.</summary>
    private readonly ConcurrentDictionary<(TenantId Tenant, string NsInstanceId), string> reported = new();
    private DateTimeOffset? firstPatrol;
    private DateTimeOffset nextPatrol;

    /// <summary>Takes an event of the alarm topic.</summary>
    public Task HearAsync(string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        if (cloudEvent.Type == SdnEventTypes.PathDown
            && cloudEvent.Data.Deserialize(SdnJsonContext.Default.PathEvent) is { } fault
            && TenantId.TryParse(fault.Tags.Tenant, out var tenant))
        {
            reported[(tenant, fault.Tags.InstanceId)] = fault.Reason ?? $"the path '{fault.Key}' is {fault.State} ({string.Join(", ", fault.DownElements)})";
            Wake();
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task<TimeSpan> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (sdn is null)
        {
            return PatrolInterval;
        }
        var now = Time.GetUtcNow();
        firstPatrol ??= now + StartGrace;
        if (now < firstPatrol)
        {
            return firstPatrol.Value - now;
        }
        if (now >= nextPatrol)
        {
            nextPatrol = now + PatrolInterval;
            await PatrolAsync(sdn, cancellationToken);
        }
        foreach (var (service, cause) in reported)
        {
            if (await HealAsync(sdn, service.Tenant, service.NsInstanceId, cause, cancellationToken))
            {
                reported.TryRemove(service, out _);
            }
        }
        return reported.IsEmpty ? PatrolInterval : BusyPause;
    }

    private async Task PatrolAsync(SdnClient controller, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await store.QueryAllTenantsAsync(
                NsCollections.Instances,
                new StoreQuery { Where = new Dictionary<string, string>(StringComparer.Ordinal) { ["hasPaths"] = "true" }, AfterId = after },
                cancellationToken);
            foreach (var service in page.Items)
            {
                if ((await DownAsync(controller, service.Tenant, service.Value, cancellationToken)).Count > 0)
                {
                    reported.TryAdd((service.Tenant, service.Id), "a path was found down on patrol");
                }
            }
            after = page.NextAfterId;
        }
        while (after is not null);
    }

    /// <summary>True when nothing is left to do for the service; false: busy, to be tried again.</summary>
    private async Task<bool> HealAsync(SdnClient controller, TenantId tenant, string nsInstanceId, string cause, CancellationToken cancellationToken)
    {
        var service = await store.GetAsync(NsCollections.Instances, tenant, nsInstanceId, cancellationToken);
        if (service is null || service.Value.Settings is null)
        {
            return service is null || !service.Value.Resources.Any(r => r.Node.Spec is LifecyclePath);
        }
        var down = await DownAsync(controller, tenant, service.Value, cancellationToken);
        if (down.Count == 0)
        {
            return true;
        }
        var now = Time.GetUtcNow();
        var input = JsonSerializer.SerializeToElement(new HealInput(cause), NfvoJsonContext.Default.HealInput);
        var occurrence = new NsLcmOpOcc
        {
            Id = Guid.CreateVersion7(now).ToString(),
            OperationState = NsLcmOperationStateType.PROCESSING,
            StatusEnteredTime = now,
            StartTime = now,
            NsInstanceId = nsInstanceId,
            LcmOperationType = NsLcmOpType.HEAL,
            IsAutomaticInvocation = true,
            OperationParams = input,
            IsCancelPending = false,
            Links = new NsLcmOpOccLinks { Self = new Sol.Common.Link { Href = "" }, NsInstance = new Sol.Common.Link { Href = "" } },
        };
        // Uncertain, not broken: what is broken is removed and made anew; a path put again under its key is rerouted make before break.
        var marked = service.Value with
        {
            Resources = [.. service.Value.Resources.Select(r => down.Contains(r.Node.Key) ? r with { Condition = ResourceCondition.Uncertain } : r)],
        };
        var refused = await gateway.AcceptAsync(
            service,
            occurrence,
            OperationPhase.Starting,
            new OperationSubmission
            {
                Id = occurrence.Id,
                Tenant = tenant,
                InstanceId = nsInstanceId,
                Kind = NsLcmSubject.OperationKind,
                FairnessGroup = tenant.Value,
                Input = input,
            },
            batch => batch.Replace(NsCollections.Instances, service, marked),
            cancellationToken);
        if (refused is not null)
        {
            return false;
        }
        Log.Healing(logger, nsInstanceId, cause, occurrence.Id);
        return true;
    }

    /// <summary>Keys of the service's path nodes that are down now.</summary>
    private async Task<IReadOnlySet<string>> DownAsync(SdnClient controller, TenantId tenant, NsRecord service, CancellationToken cancellationToken)
    {
        using var scope = TenantContext.Use(tenant);
        var down = new HashSet<string>(StringComparer.Ordinal);
        foreach (var resource in service.Resources.Where(r => r.Node.Spec is LifecyclePath))
        {
            var spec = (LifecyclePath)resource.Node.Spec;
            for (var index = 0; index < PathSegments.Of(spec).Count; index++)
            {
                var view = await controller.GetPathAsync(options.SdnControllerId, tenant.Value, PathSegments.KeyOf(service.Resource.Id, spec, index), TimeSpan.Zero, cancellationToken);
                if (view is { State: PathState.DOWN or PathState.DEGRADED or PathState.ERROR })
                {
                    down.Add(resource.Node.Key);
                }
            }
        }
        return down;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Network service {NsInstanceId} heals itself because {Cause}: operation {OperationId}")]
        public static partial void Healing(ILogger logger, string nsInstanceId, string cause, string operationId);
    }
}

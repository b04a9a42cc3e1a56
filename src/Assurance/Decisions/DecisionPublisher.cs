using System.Text.Json;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Assurance.Decisions;

/// <summary>Tells the others about decisions: an event when it is made, one when it is closed.</summary>
internal sealed partial class DecisionPublisher(IEventBus bus, ILogger<DecisionPublisher> logger)
{
    /// <summary>The CloudEvent type.</summary>
    public const string EventType = "nfv.assurance.decision";

    public Task PublishAsync(TenantId tenant, ScalingDecision decision, CancellationToken cancellationToken)
        => bus.PublishAsync(NfvTopics.Lcm, decision.VnfInstanceId, new CloudEvent
        {
            // the same on every repetition, so that receivers can drop duplicates
            Id = $"{decision.Id}:{(decision.IsClosed ? "closed" : "made")}",
            Source = "/assurance",
            Type = EventType,
            Subject = decision.VnfInstanceId,
            Time = decision.ClosedAt ?? decision.DecidedAt,
            Tenant = tenant.Value,
            Data = JsonSerializer.SerializeToElement(decision, AssuranceJson.Default.ScalingDecision),
        }, cancellationToken);

    /// <summary>Scaling does not wait for the bus: a failure is only logged.</summary>
    public async Task TryPublishAsync(TenantId tenant, ScalingDecision decision, CancellationToken cancellationToken)
    {
        try
        {
            await PublishAsync(tenant, decision, cancellationToken);
        }
        catch (EventBusException e)
        {
            Log.NotTold(logger, e, decision.Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3031, LogLevel.Warning, "The event about decision {Id} could not be published; the decision is carried out all the same.")]
        public static partial void NotTold(ILogger logger, Exception error, string id);
    }
}

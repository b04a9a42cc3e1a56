using System.Text.Json;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Operations;

/// <summary>A lifecycle operation that a service is about to accept.</summary>
public sealed record OperationSubmission
{
    /// <summary>Id of the operation occurrence (UUIDv7), also the id of its SOL resource.</summary>
    public required string Id { get; init; }

    /// <summary>The owner.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The instance it works on; one operation per instance at a time.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Which <see cref="IOperationHandler"/> runs it.</summary>
    public required string Kind { get; init; }

    /// <summary>Fairness group: usually the tenant, for child operations the tenant and the network service.</summary>
    public required string FairnessGroup { get; init; }

    /// <summary>What the handler needs; its shape belongs to the handler.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>W3C traceparent of the request that was accepted, so that the operation continues its trace.</summary>
    public string? Traceparent { get; init; }
}

using System.Text.Json;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Execution;

/// <summary>The plan of an operation, stored before its first step: what a restart, a retry and a roll back go by.</summary>
public sealed record PlannedOperation
{
    /// <summary>The operation.</summary>
    public required string OperationId { get; init; }

    /// <summary>The run of the operation that <see cref="Plan"/> was made for.</summary>
    public required int Run { get; init; }

    /// <summary>The resources before the operation: where a roll back returns to.</summary>
    public required IReadOnlyList<ManagedResource> Before { get; init; }

    /// <summary>The target of the operation: where a retry goes.</summary>
    public required IReadOnlyList<ResourceNode> Target { get; init; }

    /// <summary>The plan of the present run.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What the operation takes resources for (healing): for its first run and every retry, not for a roll back.</summary>
    public IReadOnlyList<ResourceMark>? Marks { get; init; }

    /// <summary>How the steps are to be ordered: for every run of the operation.</summary>
    public PlanWishes? Wishes { get; init; }

    /// <summary>What the service keeps with the plan (grant, parameters); its shape belongs to the service.</summary>
    public JsonElement? Data { get; init; }
}

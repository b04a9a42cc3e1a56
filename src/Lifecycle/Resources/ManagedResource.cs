using System.Text.Json;

namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A resource that an instance has (or may have), kept in its record.</summary>
public sealed record ManagedResource
{
    /// <summary>The node as it was executed.</summary>
    public required ResourceNode Node { get; init; }

    /// <summary>What is known of it.</summary>
    public ResourceCondition Condition { get; init; } = ResourceCondition.Present;

    /// <summary>Identifier in the VIM, VNFM or SDN adapter; null while unknown.</summary>
    public string? ResourceId { get; init; }

    /// <summary>What creating it returned: addresses, host, zone, child instance id, hops.</summary>
    public JsonElement? Outputs { get; init; }
}

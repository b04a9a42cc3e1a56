using System.Text.Json.Serialization;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>The bookkeeping of a tenant's quota in a VIM.</summary>
public sealed record QuotaCounters
{
    /// <summary>The VIM.</summary>
    public required string VimId { get; init; }

    /// <summary>The tenant.</summary>
    public required string Tenant { get; init; }

    /// <summary>Set by an operator: configuration does not change it.</summary>
    public bool IsFixed { get; init; }

    /// <summary>The counters; <see cref="ResourceCounters.Total"/> is the limit.</summary>
    public required ResourceCounters Counters { get; init; }

    /// <summary>What requests needed that this quota was too small for, each until it fits (<see cref="ZoneLedger.TakeAvailable"/>); null: nobody waits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ResourceAmounts>? Awaited { get; init; }
}

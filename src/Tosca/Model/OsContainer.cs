namespace NfvOrchestrator.Tosca.Model;

/// <summary>An OS container of a deployable unit (SOL001 §6.8.12).</summary>
public sealed record OsContainer
{
    /// <summary>Node template name.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Description for people.</summary>
    public string? Description { get; init; }

    /// <summary>Image of the container, or null.</summary>
    public SwImage? SwImage { get; init; }

    /// <summary>CPU asked for, in thousandths of a CPU.</summary>
    public int? RequestedMilliCpu { get; init; }

    /// <summary>Most CPU, in thousandths of a CPU.</summary>
    public int? MilliCpuLimit { get; init; }

    /// <summary>Memory asked for, in bytes.</summary>
    public long? RequestedMemoryBytes { get; init; }

    /// <summary>Most memory, in bytes.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>Ephemeral storage asked for, in bytes.</summary>
    public long? RequestedEphemeralStorageBytes { get; init; }

    /// <summary>Most ephemeral storage, in bytes.</summary>
    public long? EphemeralStorageLimitBytes { get; init; }

    /// <summary>Extended resources: amount by <c>key=value</c> of the resource as written.</summary>
    public IReadOnlyDictionary<string, long> ExtendedResources { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Huge pages.</summary>
    public IReadOnlyList<HugepagesRequirement> Hugepages { get; init; } = [];

    /// <summary>True when its CPUs are pinned (policy <c>static</c>).</summary>
    public bool DedicatedCpus { get; init; }
}

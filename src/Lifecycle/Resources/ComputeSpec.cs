namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A server that runs one VNFC (SOL001 Vdu.Compute).</summary>
public sealed record ComputeSpec : ResourceSpec
{
    private static readonly ComputeRequirements Nothing = new();

    /// <inheritdoc/>
    public override ResourceKind ResourceKind => ResourceKind.Compute;

    /// <summary>The VDU it is made from.</summary>
    public required string VduId { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Virtual CPUs.</summary>
    public required int VirtualCpus { get; init; }

    /// <summary>Memory in MiB.</summary>
    public required long MemoryMib { get; init; }

    /// <summary>CPUs are pinned to this server alone.</summary>
    public bool DedicatedCpus { get; init; }

    /// <summary>Size of the huge pages that back the memory, in MiB; null: normal pages.</summary>
    public int? HugepageSizeMib { get; init; }

    /// <summary>Ports that need a virtual function of a physical card (SR-IOV).</summary>
    public int SriovPorts { get; init; }

    /// <summary>What else it needs of its host; null: it was made by an earlier version, which did not know.</summary>
    public ComputeRequirements? Requirements { get; init; }

    /// <summary>The descriptor's software image id; null: boots from a volume.</summary>
    public string? ImageRef { get; init; }

    /// <summary>What the grant decided; null: nothing, the VIM chooses.</summary>
    public ComputePlacement? Placement { get; init; }

    /// <summary>Keys of the port nodes, in the order of the interfaces.</summary>
    public IReadOnlyList<string> PortKeys { get; init; } = [];

    /// <summary>Those of <see cref="PortKeys"/> that somebody else provided: key to identifier in the VIM; null: none.</summary>
    public IReadOnlyDictionary<string, string>? ProvidedPorts { get; init; }

    /// <summary>Keys of the storage nodes.</summary>
    public IReadOnlyList<string> StorageKeys { get; init; } = [];

    /// <summary>Keys of the affinity group nodes that are groups of the VIM.</summary>
    public IReadOnlyList<string> AffinityGroupKeys { get; init; } = [];

    /// <summary>Keys of the affinity group nodes that the grant alone keeps (<see cref="AffinityGroupSpec.IsVimGroup"/>); null: none.</summary>
    public IReadOnlyList<string>? PlacementRuleKeys { get; init; }

    /// <summary>First-boot data for the guest, base64.</summary>
    public string? UserData { get; init; }

    /// <summary>Boot data is offered on a drive as well. Decided when it is made.</summary>
    public bool ConfigDrive { get; init; }

    /// <summary>Grows each time its disk is to be made anew (another package, a snapshot): the server is rebuilt, and keeps ports, volumes and host.</summary>
    public int Incarnation { get; init; }

    /// <summary>The server shall be there, but switched off.</summary>
    public bool Stopped { get; init; }

    /// <inheritdoc/>
    /// <remarks>
    /// Size, ports, volumes and power change in place, and so does what it boots from when <see cref="Incarnation"/> says that this is meant (the server is rebuilt); where it is placed does not,
    /// nor do its further disks on the host, nor does a server that boots from a volume become one that boots from an image.
    /// </remarks>
    public override bool CanBecome(ResourceSpec target)
        => target is ComputeSpec other
            && (HasDisk && other.HasDisk && Incarnation != other.Incarnation
                || (ImageRef == other.ImageRef && UserData == other.UserData && Placement?.ImageId == other.Placement?.ImageId && Incarnation == other.Incarnation))
            && Placement?.Zone == other.Placement?.Zone
            && ConfigDrive == other.ConfigDrive
            && (Requirements ?? Nothing).HasDisksOf(other.Requirements ?? Nothing)
            && AffinityGroupKeys.SequenceEqual(other.AffinityGroupKeys, StringComparer.Ordinal)
            && (PlacementRuleKeys ?? []).SequenceEqual(other.PlacementRuleKeys ?? [], StringComparer.Ordinal);

    /// <summary>Keys of all affinity group nodes that bind it, whoever keeps the rule.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<string> RuleKeys => AffinityGroupKeys.Concat(PlacementRuleKeys ?? []);

    /// <summary>
    /// The same, bound by rules in the way in which a server is that is there: an earlier version made VIM groups of all rules, and a server that is in one cannot leave it. It is not made anew for that. Unchanged where the
    /// rules themselves are others.
    /// </summary>
    public ComputeSpec WithRulesOf(ComputeSpec there)
    {
        ArgumentNullException.ThrowIfNull(there);
        return RuleKeys.ToHashSet(StringComparer.Ordinal).SetEquals(there.RuleKeys) ? this with { AffinityGroupKeys = there.AffinityGroupKeys, PlacementRuleKeys = there.PlacementRuleKeys } : this;
    }

    /// <summary>Whether a flavour of the VIM that fits this one fits the other: CPUs, memory and what else is asked of the host are the same (SOL001 §6.2.3, §6.2.5).</summary>
    public bool HasSizeOf(ComputeSpec other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return HasNumbersOf(other) && (Requirements ?? Nothing) == (other.Requirements ?? Nothing);
    }

    /// <summary>Whether numbers of CPUs, memory and the way in which the host gives them are the same, whatever else is asked of the host.</summary>
    public bool HasNumbersOf(ComputeSpec other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return VirtualCpus == other.VirtualCpus && MemoryMib == other.MemoryMib && DedicatedCpus == other.DedicatedCpus && HugepageSizeMib == other.HugepageSizeMib;
    }

    /// <summary>Whether it asks for nothing of its host besides numbers of CPUs and memory.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool AsksForNothing => (Requirements ?? Nothing) == Nothing;

    /// <summary>Whether it has a disk of its own, made from an image; false: it boots from its first volume.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasDisk => (Placement?.ImageId ?? ImageRef) is not null;

    /// <inheritdoc/>
    public override ResourceSpec? Without(IReadOnlySet<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (RuleKeys.Any(keys.Contains) || (ImageRef is null && StorageKeys.Count > 0 && keys.Contains(StorageKeys[0])))
        {
            return null;
        }
        return this with { PortKeys = [.. PortKeys.Where(k => !keys.Contains(k))], StorageKeys = [.. StorageKeys.Where(k => !keys.Contains(k))] };
    }
}

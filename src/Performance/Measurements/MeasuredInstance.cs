namespace NfvOrchestrator.Performance.Measurements;

/// <summary>A VNF or NS instance as something to be measured, at this moment.</summary>
public sealed record MeasuredInstance
{
    /// <summary>The instance.</summary>
    public required string Id { get; init; }

    /// <summary>Instances under whose id its samples are published: itself, or the VNFs of a network service.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>What of it is measured; empty while it is not instantiated.</summary>
    public required IReadOnlyList<MeasuredObject> Objects { get; init; }

    /// <summary>What subscription filters (version 1) look at.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Facts { get; init; }

    /// <summary>With the named sub-objects only (SOL003 §6.5.2.7 subObjectInstanceIds); null: with all.</summary>
    public MeasuredInstance Only(IReadOnlyList<string>? subObjects)
        => subObjects is null ? this : this with { Objects = [.. Objects.Where(o => subObjects.Contains(o.SubObjectInstanceId, StringComparer.Ordinal))] };
}

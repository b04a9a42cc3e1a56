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
}

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Port range (SOL005 §6.5).</summary>
public sealed record PortRange
{
    /// <summary>Lower port.</summary>
    public required int LowerPort { get; init; }

    /// <summary>Upper port.</summary>
    public required int UpperPort { get; init; }
}

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Civic address element (SOL005 §6.5).</summary>
public sealed record CivicAddressElement
{
    /// <summary>Ca type.</summary>
    public required int CaType { get; init; }

    /// <summary>Ca value.</summary>
    public required string CaValue { get; init; }
}

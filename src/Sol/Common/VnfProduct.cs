namespace NfvOrchestrator.Sol.Common;

/// <summary>VNF product (SOL003 §4.4).</summary>
public sealed record VnfProduct
{
    /// <summary>VNF product name.</summary>
    public required string VnfProductName { get; init; }

    /// <summary>Versions.</summary>
    public IReadOnlyList<VnfProductVersion>? Versions { get; init; }
}

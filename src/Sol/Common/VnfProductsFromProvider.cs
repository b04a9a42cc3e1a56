namespace NfvOrchestrator.Sol.Common;

/// <summary>VNF products from provider (SOL003 §4.4).</summary>
public sealed record VnfProductsFromProvider
{
    /// <summary>VNF provider.</summary>
    public required string VnfProvider { get; init; }

    /// <summary>VNF products.</summary>
    public IReadOnlyList<VnfProduct>? VnfProducts { get; init; }
}

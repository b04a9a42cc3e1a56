using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>VNF instance subscription filter (SOL003 §5.5).</summary>
public sealed record VnfInstanceSubscriptionFilter
{
    /// <summary>Identifiers: VNFD.</summary>
    public IReadOnlyList<string>? VnfdIds { get; init; }

    /// <summary>VNF products from providers.</summary>
    public IReadOnlyList<VnfProductsFromProvider>? VnfProductsFromProviders { get; init; }

    /// <summary>Identifiers: VNF instance.</summary>
    public IReadOnlyList<string>? VnfInstanceIds { get; init; }

    /// <summary>VNF instance names.</summary>
    public IReadOnlyList<string>? VnfInstanceNames { get; init; }
}

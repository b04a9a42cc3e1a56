using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>An onboarded NSD (SOL005 §5.5.2.2 with the compiled descriptor).</summary>
public sealed record NsdEntry : CatalogueEntry
{
    /// <summary>The NSD information resource (nsdInfoId).</summary>
    public required string NsdInfoId { get; init; }

    /// <summary>The compiled descriptor; shared, never changed.</summary>
    public required NsDescriptor Descriptor { get; init; }

    /// <inheritdoc/>
    public override CatalogueKind Kind => CatalogueKind.Nsd;

    /// <inheritdoc/>
    public override string DescriptorId => Descriptor.NsdId;
}

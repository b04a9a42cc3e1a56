using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>An onboarded VNFD (SOL003 §10.5.2.2 with the compiled descriptor).</summary>
public sealed record VnfdEntry : CatalogueEntry
{
    /// <summary>The VNF package it comes from (vnfPkgId).</summary>
    public required string VnfPkgId { get; init; }

    /// <summary>The compiled descriptor; shared, never changed.</summary>
    public required VnfDescriptor Descriptor { get; init; }

    /// <inheritdoc/>
    public override CatalogueKind Kind => CatalogueKind.Vnfd;

    /// <inheritdoc/>
    public override string DescriptorId => Descriptor.DescriptorId;
}

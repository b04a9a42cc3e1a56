using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>What lifecycle code needs to know of a VNF, fully resolved from its VNFD (IFA011 §7.1.2, SOL001 §6).</summary>
public sealed record VnfDescriptor
{
    /// <summary>vnfdId: identifies the VNFD globally (SOL001 §6.8.1 descriptor_id).</summary>
    public required string DescriptorId { get; init; }

    /// <summary>Invariant over the versions of the VNFD (ext_invariant_id), when given.</summary>
    public string? ExtInvariantId { get; init; }

    /// <summary>Version of the VNFD.</summary>
    public required string DescriptorVersion { get; init; }

    /// <summary>Provider of the VNF.</summary>
    public required string Provider { get; init; }

    /// <summary>Name that identifies the product, invariant over its versions.</summary>
    public required string ProductName { get; init; }

    /// <summary>Software version of the VNF.</summary>
    public required string SoftwareVersion { get; init; }

    /// <summary>Name for people.</summary>
    public string? ProductInfoName { get; init; }

    /// <summary>Description for people.</summary>
    public string? ProductInfoDescription { get; init; }

    /// <summary>VNFMs that can manage the VNF, in order of preference.</summary>
    public IReadOnlyList<string> VnfmInfo { get; init; } = [];

    /// <summary>Languages of the VNF (RFC 5646 tags).</summary>
    public IReadOnlyList<string> LocalizationLanguages { get; init; } = [];

    /// <summary>Language when none is asked for.</summary>
    public string? DefaultLocalizationLanguage { get; init; }

    /// <summary>Ids of <see cref="Flavours"/>, in descriptor order.</summary>
    public IReadOnlyList<string> FlavourIds { get; init; } = [];

    /// <summary>The flavour used when the caller names none.</summary>
    public required string DefaultFlavourId { get; init; }

    /// <summary>Deployment flavours; at least one.</summary>
    public required IReadOnlyList<DeploymentFlavour> Flavours { get; init; }

    /// <summary>configurable_properties with the defaults of the declared data type, or null.</summary>
    public JsonElement? ConfigurableProperties { get; init; }

    /// <summary>modifiable_attributes (extensions, metadata) with the defaults of the declared data types, or null.</summary>
    public JsonElement? ModifiableAttributes { get; init; }

    /// <summary>Configurable properties that the VNF declares (vnfConfigurableProperties of SOL003).</summary>
    public IReadOnlyList<ParameterDeclaration> DeclaredConfigurableProperties { get; init; } = [];

    /// <summary>Extensions that the VNF declares: the only ones that SOL003 lets anybody change.</summary>
    public IReadOnlyList<ParameterDeclaration> DeclaredExtensions { get; init; } = [];

    /// <summary>Metadata that the VNF declares.</summary>
    public IReadOnlyList<ParameterDeclaration> DeclaredMetadata { get; init; } = [];

    /// <summary>The flavour with that id, or null.</summary>
    public DeploymentFlavour? FindFlavour(string flavourId) =>
        Flavours.FirstOrDefault(f => string.Equals(f.FlavourId, flavourId, StringComparison.Ordinal));
}

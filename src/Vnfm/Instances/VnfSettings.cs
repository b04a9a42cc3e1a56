using System.Text.Json;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Instances;

/// <summary>What decides the target state of an instance: its flavour, size and connections. Each operation computes new settings; they count once it is completed.</summary>
public sealed record VnfSettings
{
    /// <summary>Deployment flavour.</summary>
    public required string FlavourId { get; init; }

    /// <summary>VNFC counts and scale levels.</summary>
    public required VnfSizing Sizing { get; init; }

    /// <summary>Largest scale level of every aspect of the flavour.</summary>
    public IReadOnlyDictionary<string, int> MaxScaleLevels { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>External CPDs of the flavour.</summary>
    public IReadOnlyList<string> ExtCpdIds { get; init; } = [];

    /// <summary>Monitoring parameters of the flavour.</summary>
    public IReadOnlyList<MonitoringParameter> MonitoringParameters { get; init; } = [];

    /// <summary>The VIM account the resources live in.</summary>
    public required string VimConnectionId { get; init; }

    /// <summary>External virtual links.</summary>
    public IReadOnlyList<ExternalLink> ExternalLinks { get; init; } = [];

    /// <summary>Internal virtual links managed by somebody else.</summary>
    public IReadOnlyList<ExtManagedVirtualLinkData> ManagedLinks { get; init; } = [];

    /// <summary>
    /// Images and flavours in the VIM that the NFVO gave for the package (SOL003 §9.5.2.3 note 3): for what is made later, when a grant does not give them again. Null: it gave none.
    /// </summary>
    public Sol.Grant.VimAssets? VimAssets { get; init; }

    /// <summary>Number of the first VNFC of each VDU; absent: 0.</summary>
    public IReadOnlyDictionary<string, int> FirstIndexes { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Components whose resources have keys with another name than their id, after a change of package: <see cref="Lifecycle.Vnf.ComponentNames"/>.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The VNF is stopped: all its VNFCs are, those to come as well.</summary>
    public bool Stopped { get; init; }

    /// <summary>VNFCs (resource keys) that are stopped while the VNF is not.</summary>
    public IReadOnlyList<string> StoppedVnfcs { get; init; } = [];

    /// <summary>Configurable properties of VNFCs, by VNFC (SOL002).</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> VnfcProperties { get; init; }
        = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>(StringComparer.Ordinal);

    /// <summary>Additional parameters of the instantiation, for what is configured from them later.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }

    /// <summary>Language of the VNF, when asked for.</summary>
    public string? LocalizationLanguage { get; init; }
}

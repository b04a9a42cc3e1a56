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

    /// <summary>The VIM account the resources live in.</summary>
    public required string VimConnectionId { get; init; }

    /// <summary>External virtual links.</summary>
    public IReadOnlyList<ExternalLink> ExternalLinks { get; init; } = [];

    /// <summary>Internal virtual links managed by somebody else.</summary>
    public IReadOnlyList<ExtManagedVirtualLinkData> ManagedLinks { get; init; } = [];

    /// <summary>Language of the VNF, when asked for.</summary>
    public string? LocalizationLanguage { get; init; }
}

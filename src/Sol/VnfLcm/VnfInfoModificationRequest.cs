using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: VNF information modification (SOL003 §5.5.2.12).</summary>
public sealed record VnfInfoModificationRequest
{
    /// <summary>VNF instance name.</summary>
    public string? VnfInstanceName { get; init; }

    /// <summary>VNF instance description.</summary>
    public string? VnfInstanceDescription { get; init; }

    /// <summary>Identifier of the VNF package.</summary>
    public string? VnfPkgId { get; init; }

    /// <summary>VNF configurable properties.</summary>
    public IReadOnlyDictionary<string, JsonElement>? VnfConfigurableProperties { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }

    /// <summary>Extensions.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Extensions { get; init; }

    /// <summary>VIM connection information.</summary>
    public IReadOnlyDictionary<string, VimConnectionInfo>? VimConnectionInfo { get; init; }

    /// <summary>Identifier of the VNFD (SOL002).</summary>
    public string? VnfdId { get; init; }

    /// <summary>Modifications of VNFCs (SOL002).</summary>
    public IReadOnlyList<VnfcInfoModifications>? VnfcInfoModifications { get; init; }
}

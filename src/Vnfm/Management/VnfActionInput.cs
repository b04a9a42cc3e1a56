using System.Text.Json;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>What decides which actions an operation has.</summary>
internal sealed record VnfActionInput
{
    /// <summary>Its type.</summary>
    public required LcmOperationType Operation { get; init; }

    /// <summary>The descriptor of the instance.</summary>
    public required VnfDescriptor Vnfd { get; init; }

    /// <summary>The flavour that counts; null: the default one.</summary>
    public string? FlavourId { get; init; }

    /// <summary>The descriptor the instance gets; null: it keeps its own.</summary>
    public VnfDescriptor? Next { get; init; }

    /// <summary>The flavour of <see cref="Next"/>.</summary>
    public string? NextFlavourId { get; init; }

    /// <summary>The policy of one of the descriptors that prepares the change of package; null: there is none.</summary>
    public VnfPackageChange? Prepared { get; init; }

    /// <summary>The script that a heal request names; null: none.</summary>
    public string? HealScript { get; init; }

    /// <summary>The instance as it is.</summary>
    public required VnfInstance Before { get; init; }

    /// <summary>The instance as it shall be.</summary>
    public required VnfInstance After { get; init; }

    /// <summary>Configurable properties of VNFCs as they shall be.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> VnfcProperties { get; init; }

    /// <summary>Configuration.</summary>
    public required ManagementOptions Options { get; init; }

    /// <summary>Whether an element manager is known.</summary>
    public required bool HasManager { get; init; }
}

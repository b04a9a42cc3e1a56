using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>All that decides what a VNF instance shall consist of. Every operation changes some of this and asks for the target again.</summary>
public sealed record VnfTargetInput
{
    /// <summary>Name for the resources.</summary>
    public required string InstanceName { get; init; }

    /// <summary>The flavour of the descriptor.</summary>
    public required DeploymentFlavour Flavour { get; init; }

    /// <summary>How many VNFCs of each VDU.</summary>
    public required IReadOnlyDictionary<string, int> VnfcCounts { get; init; }

    /// <summary>How many instances of each VipCp; null, or absent in it: as many as the descriptor begins with.</summary>
    public IReadOnlyDictionary<string, int>? CpCounts { get; init; }

    /// <summary>External virtual links.</summary>
    public IReadOnlyList<ExternalLink> ExternalLinks { get; init; } = [];

    /// <summary>Internal virtual links that somebody else manages: VL id → network in the VIM.</summary>
    public IReadOnlyDictionary<string, string> ManagedLinks { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Number of the first VNFC of each VDU; absent: 0. Others after a change of package that brought new VNFCs up beside the old ones.</summary>
    public IReadOnlyDictionary<string, int> FirstIndexes { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Every server shall be switched off.</summary>
    public bool Stopped { get; init; }

    /// <summary>Keys of the servers that shall be switched off.</summary>
    public IReadOnlySet<string> StoppedVnfcs { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Values for the boot data template of each VDU, already rendered: VDU id → user data in base64.</summary>
    public IReadOnlyDictionary<string, string> UserData { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

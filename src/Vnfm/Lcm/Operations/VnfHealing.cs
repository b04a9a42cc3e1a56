namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>What a heal request is about.</summary>
/// <param name="Vnfcs">Servers (resource keys) that are made anew whatever their state.</param>
/// <param name="Discover">Whether the VIM is asked what is broken.</param>
/// <param name="RebuildVolumes">Whether the volumes of healed VNFCs are made anew as well; false: they are kept and attached again.</param>
/// <param name="Script">The script of the VNFD that is run after the resources were healed; null: none.</param>
internal sealed record VnfHealing(IReadOnlyList<string> Vnfcs, bool Discover, bool RebuildVolumes, string? Script = null);

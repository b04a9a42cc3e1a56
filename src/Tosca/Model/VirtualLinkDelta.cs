namespace NfvOrchestrator.Tosca.Model;

/// <summary>How the bit rate of an internal link grows with an aspect (SOL001 VirtualLinkBitrateScalingAspectDeltas).</summary>
/// <param name="VirtualLinkId">The link.</param>
/// <param name="BitrateByDelta">Bit rate added per delta id.</param>
public sealed record VirtualLinkDelta(string VirtualLinkId, IReadOnlyDictionary<string, LinkBitrate> BitrateByDelta);

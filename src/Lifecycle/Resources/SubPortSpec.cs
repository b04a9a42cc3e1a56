namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>A port that is carried on another one (SOL001 §6.8.17 VduSubCp).</summary>
/// <param name="PortKey">Key of its node.</param>
/// <param name="SegmentationId">VLAN in the guest; null: that of the network it is on (segmentation type <c>inherit</c>).</param>
public sealed record SubPortSpec(string PortKey, int? SegmentationId);

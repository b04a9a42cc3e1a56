namespace NfvOrchestrator.Vim;

/// <summary>A port carried on another one as a VLAN (trunk).</summary>
/// <param name="PortKey">Key of our port; of one trunk at a time, and not attached to a server itself.</param>
/// <param name="SegmentationId">VLAN id in the guest, 1 to 4094, unique on the trunk; absent: that of the network the sub-port is on, which must have one.</param>
public sealed record VimSubPort(string PortKey, int? SegmentationId);

using NfvOrchestrator.Sdn.Paths;

namespace NfvOrchestrator.Sdn.Onos.Registry;

/// <summary>One generation of a path: enough to derive its rules.</summary>
/// <param name="Spec">What was wanted.</param>
/// <param name="Generation">Which generation.</param>
/// <param name="Vlan">Its VLAN.</param>
public sealed record PathRoute(PathSpec Spec, int Generation, int? Vlan);

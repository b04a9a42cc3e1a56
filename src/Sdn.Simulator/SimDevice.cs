namespace NfvOrchestrator.Sdn.Simulator;

/// <summary>A switch.</summary>
/// <param name="Id"><c>of:</c> and 16 hexadecimal digits.</param>
/// <param name="Name">Display name (annotation <c>name</c>); null when the controller knows none.</param>
/// <param name="Ports">Its ports, edge ports included.</param>
/// <param name="LocalName">Name of the switch's own port.</param>
public sealed record SimDevice(string Id, string? Name, IReadOnlyList<SimPort> Ports, string? LocalName = null);

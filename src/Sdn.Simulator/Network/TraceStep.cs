namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>One device on the way of a packet.</summary>
/// <param name="Device">The device.</param>
/// <param name="InPort">Where it entered.</param>
/// <param name="OutPort">Where it left.</param>
/// <param name="FlowId">The rule that matched.</param>
public sealed record TraceStep(string Device, int InPort, int OutPort, string FlowId);

namespace NfvOrchestrator.Sdn.Simulator;

/// <summary>A switch port.</summary>
/// <param name="Number">Port number.</param>
/// <param name="Name">Port name (annotation <c>portName</c>).</param>
/// <param name="SpeedMbps">Speed, Mbit/s.</param>
/// <param name="Mac">Its MAC address; null: made from device and number.</param>
public sealed record SimPort(int Number, string Name, int SpeedMbps, string? Mac = null);

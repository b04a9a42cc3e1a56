namespace NfvOrchestrator.Sdn.Simulator;

/// <summary>A host.</summary>
/// <param name="Mac">MAC address.</param>
/// <param name="Ip">Its address.</param>
/// <param name="Device">Where it is attached.</param>
/// <param name="Port">Port there.</param>
public sealed record SimHost(string Mac, string Ip, string Device, int Port);

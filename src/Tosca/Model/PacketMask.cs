namespace NfvOrchestrator.Tosca.Model;

/// <summary>Bits of a packet that must have a value (SOL001 Mask).</summary>
/// <param name="StartingPoint">First bit, from 0.</param>
/// <param name="Length">Number of bits.</param>
/// <param name="Value">The value.</param>
public sealed record PacketMask(int StartingPoint, int Length, string Value);

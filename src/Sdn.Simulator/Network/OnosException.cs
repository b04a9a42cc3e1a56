namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>A request the controller refuses, with the text it says.</summary>
public sealed class OnosException(int status, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status { get; } = status;
}

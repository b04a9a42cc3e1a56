namespace NfvOrchestrator.Placement.Network;

/// <summary>A port of a network device: where a link ends or where a server or an outside network is attached.</summary>
/// <param name="DeviceId">The device, for example <c>of:0000000000000001</c>.</param>
/// <param name="PortId">The port on it.</param>
public readonly record struct PortRef(string DeviceId, string PortId)
{
    /// <inheritdoc/>
    public override string ToString() => $"{DeviceId}/{PortId}";
}

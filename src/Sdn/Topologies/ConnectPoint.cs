using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sdn.Topologies;

/// <summary>A port of a forwarding device: where traffic enters or leaves it.</summary>
/// <param name="Device">Device id as the controller names it, for example <c>of:0000000000000001</c>.</param>
/// <param name="Port">Port number as text.</param>
public readonly record struct ConnectPoint(
    [property: JsonPropertyName("device")] string Device,
    [property: JsonPropertyName("port")] string Port)
{
    /// <summary><c>device/port</c>.</summary>
    public override string ToString() => $"{Device}/{Port}";
}

using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sdn.Paths;

/// <summary>One device of a path, in the direction from ingress to egress.</summary>
/// <param name="Device">The device.</param>
/// <param name="InPort">Where traffic enters it.</param>
/// <param name="OutPort">Where traffic leaves it.</param>
public sealed record PathHop(
    [property: JsonPropertyName("device")] string Device,
    [property: JsonPropertyName("inPort")] string InPort,
    [property: JsonPropertyName("outPort")] string OutPort);

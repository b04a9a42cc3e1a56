using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>Values of layer protocol (SOL003 §4.4).</summary>
[JsonConverter(typeof(SolEnumConverter<LayerProtocol>))]
public enum LayerProtocol
{
    /// <summary>Ip over ethernet.</summary>
    IP_OVER_ETHERNET,
}

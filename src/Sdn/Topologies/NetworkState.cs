using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sdn.Topologies;

/// <summary>Whether an element of the network can carry traffic.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NetworkState>))]
public enum NetworkState
{
    /// <summary>Usable.</summary>
    UP,

    /// <summary>Known, but the controller does not see it (link lost, device disconnected, port disabled).</summary>
    DOWN,
}

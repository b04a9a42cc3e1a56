using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sdn.Topologies;

/// <summary>What is plugged into an edge port.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttachmentKind>))]
public enum AttachmentKind
{
    /// <summary>A service access point of the operator (radio access, data network).</summary>
    SAP,

    /// <summary>A network of an NFVI point of presence, behind which VNF ports live.</summary>
    NFVI_POP,

    /// <summary>A single host the controller has learnt.</summary>
    HOST,

    /// <summary>An edge port nobody has named.</summary>
    PORT,
}

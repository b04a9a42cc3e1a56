using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VrQan;

/// <summary>Kinds of virtualised resources that a quota limits (SOL003 §11.5.3.2 resourceTypes).</summary>
[JsonConverter(typeof(SolEnumConverter<VrQuotaResourceType>))]
public enum VrQuotaResourceType
{
    /// <summary>Virtual CPUs and memory.</summary>
    COMPUTE,

    /// <summary>Volumes.</summary>
    STORAGE,

    /// <summary>Ports and virtual functions of network cards.</summary>
    NETWORK,
}

using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Values of NS component type (SOL005 §6.5).</summary>
[JsonConverter(typeof(SolEnumConverter<NsComponentType>))]
public enum NsComponentType
{
    /// <summary>Vnf.</summary>
    VNF,

    /// <summary>Pnf.</summary>
    PNF,

    /// <summary>Ns.</summary>
    NS,
}

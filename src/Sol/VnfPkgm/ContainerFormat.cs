using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of container format (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<ContainerFormat>))]
public enum ContainerFormat
{
    /// <summary>Aki.</summary>
    AKI,

    /// <summary>Ami.</summary>
    AMI,

    /// <summary>Ari.</summary>
    ARI,

    /// <summary>Bare.</summary>
    BARE,

    /// <summary>Docker.</summary>
    DOCKER,

    /// <summary>Ova.</summary>
    OVA,

    /// <summary>Ovf.</summary>
    OVF,
}

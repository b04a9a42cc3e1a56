using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfPkgm;

/// <summary>Values of disk format (SOL003 §10.5, SOL005 §9.5).</summary>
[JsonConverter(typeof(SolEnumConverter<DiskFormat>))]
public enum DiskFormat
{
    /// <summary>Aki.</summary>
    AKI,

    /// <summary>Ami.</summary>
    AMI,

    /// <summary>Iso.</summary>
    ISO,

    /// <summary>Qcow2.</summary>
    QCOW2,

    /// <summary>Raw.</summary>
    RAW,

    /// <summary>Vdi.</summary>
    VDI,

    /// <summary>Vhd.</summary>
    VHD,

    /// <summary>Vhdx.</summary>
    VHDX,

    /// <summary>Vmdk.</summary>
    VMDK,

    /// <summary>Ari.</summary>
    ARI,
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Snapshots;

/// <summary>
/// The VNF state snapshot file (SOL003 §5.4.25): what is particular to the VNF beside its disks, at the moment of the snapshot. Its configurable attributes, those of its VNFCs, its size, and what its
/// own scripts (create_snapshot…) said. Parameters of the instantiation are left out: they may be secret. Pure.
/// </summary>
internal static class VnfStateFile
{
    /// <summary>Media type.</summary>
    public const string ContentType = "application/json";

    /// <summary>Writes it.</summary>
    public static string Of(VnfRecord instance, IReadOnlyList<VnfActionResult>? actions, DateTimeOffset takenAt)
    {
        var (resource, settings) = (instance.Resource, instance.Settings!);
        return JsonSerializer.Serialize(
            new VnfState
            {
                VnfInstanceId = resource.Id,
                VnfdId = resource.VnfdId,
                VnfSoftwareVersion = resource.VnfSoftwareVersion,
                TakenAt = takenAt,
                FlavourId = settings.FlavourId,
                ScaleLevels = settings.Sizing.ScaleLevels,
                VnfcCounts = settings.Sizing.VnfcCounts,
                VnfConfigurableProperties = resource.VnfConfigurableProperties,
                Extensions = resource.Extensions,
                Metadata = resource.Metadata,
                VnfcConfigurableProperties = settings.VnfcProperties,
                Actions = actions ?? [],
            },
            VnfmJsonContext.Default.VnfState);
    }

    /// <summary>What SOL003 §5.5.3.26 says of it.</summary>
    public static VnfStateSnapshotInfo Describe(string state)
    {
        var bytes = Encoding.UTF8.GetBytes(state);
        return new VnfStateSnapshotInfo
        {
            Checksum = new Checksum { Algorithm = "sha-256", Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)) },
            IsEncrypted = false,
            Metadata = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            {
                ["contentType"] = JsonSerializer.SerializeToElement(ContentType, VnfmJsonContext.Default.String),
                ["size"] = JsonSerializer.SerializeToElement(bytes.Length, VnfmJsonContext.Default.Int32),
            },
        };
    }
}

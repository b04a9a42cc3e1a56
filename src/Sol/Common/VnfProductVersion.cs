namespace NfvOrchestrator.Sol.Common;

/// <summary>VNF product version (SOL003 §4.4).</summary>
public sealed record VnfProductVersion
{
    /// <summary>VNF software version.</summary>
    public required string VnfSoftwareVersion { get; init; }

    /// <summary>VNFD versions.</summary>
    public IReadOnlyList<string>? VnfdVersions { get; init; }
}

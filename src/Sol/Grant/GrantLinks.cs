using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Grant;

/// <summary>Links of grant (SOL003 §9.5).</summary>
public sealed record GrantLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>VNF LCM operation occurrence.</summary>
    public required Link VnfLcmOpOcc { get; init; }

    /// <summary>VNF instance.</summary>
    public required Link VnfInstance { get; init; }
}

using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>Links of a PM job (SOL003 §6.5.2.7).</summary>
public sealed record PmJobLinks
{
    /// <summary>This resource.</summary>
    public required Link Self { get; init; }

    /// <summary>The measured instances.</summary>
    public IReadOnlyList<Link>? Objects { get; init; }
}

using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Links of VNF instance (SOL003 §5.5).</summary>
public sealed record VnfInstanceLinks
{
    /// <summary>Self.</summary>
    public required Link Self { get; init; }

    /// <summary>Indicators.</summary>
    public Link? Indicators { get; init; }

    /// <summary>Instantiate.</summary>
    public Link? Instantiate { get; init; }

    /// <summary>Terminate.</summary>
    public Link? Terminate { get; init; }

    /// <summary>Scale.</summary>
    public Link? Scale { get; init; }

    /// <summary>Scale to level.</summary>
    public Link? ScaleToLevel { get; init; }

    /// <summary>Change flavour.</summary>
    public Link? ChangeFlavour { get; init; }

    /// <summary>Heal.</summary>
    public Link? Heal { get; init; }

    /// <summary>Operate.</summary>
    public Link? Operate { get; init; }

    /// <summary>Change external connectivity.</summary>
    public Link? ChangeExtConn { get; init; }

    /// <summary>Create snapshot.</summary>
    public Link? CreateSnapshot { get; init; }

    /// <summary>Revert to snapshot.</summary>
    public Link? RevertToSnapshot { get; init; }

    /// <summary>Change current VNF package.</summary>
    public Link? ChangeCurrentVnfPkg { get; init; }
}

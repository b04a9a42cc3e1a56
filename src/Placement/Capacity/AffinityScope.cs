namespace NfvOrchestrator.Placement.Capacity;

/// <summary>How near "together" is (scope of a placement constraint, SOL003 §9.5.3.6).</summary>
public enum AffinityScope
{
    /// <summary>The same compute host.</summary>
    NfviNode,

    /// <summary>The same resource zone.</summary>
    Zone,

    /// <summary>The same group of zones.</summary>
    ZoneGroup,

    /// <summary>The same point of presence.</summary>
    NfviPop,

    /// <summary>The same VIM (SOL003 vimConstraints, and the parts of one VNF: its internal links do not leave a VIM).</summary>
    Vim,
}

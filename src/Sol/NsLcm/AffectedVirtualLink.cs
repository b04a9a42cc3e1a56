namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Affected virtual link (SOL005 §6.5).</summary>
public sealed record AffectedVirtualLink
{
    /// <summary>Identifier of the NS virtual link instance.</summary>
    public required string NsVirtualLinkInstanceId { get; init; }

    /// <summary>Identifier of the NS virtual link descriptor.</summary>
    public required string NsVirtualLinkDescId { get; init; }

    /// <summary>Identifier of the virtual link profile.</summary>
    public required string VlProfileId { get; init; }

    /// <summary>Change type.</summary>
    public required AffectedVirtualLinkChangeType ChangeType { get; init; }

    /// <summary>Identifiers: link port.</summary>
    public IReadOnlyList<string>? LinkPortIds { get; init; }

    /// <summary>Change result.</summary>
    public required ChangeResult ChangeResult { get; init; }
}

namespace NfvOrchestrator.Sdn.Paths;

/// <summary>Whose path it is.</summary>
public sealed record PathTags
{
    /// <summary>The tenant; equal to the tenant of the request.</summary>
    public required string Tenant { get; init; }

    /// <summary>The NS instance: key of the events about the path.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The NFP (network forwarding path) inside it, or the virtual link.</summary>
    public string? NfpId { get; init; }
}

namespace NfvOrchestrator.Platform.Security;

/// <summary>What a caller may do.</summary>
public static class NfvRoles
{
    /// <summary>Reads everything of its tenant.</summary>
    public const string Viewer = "viewer";

    /// <summary>Reads and changes everything of its tenant.</summary>
    public const string Operator = "operator";

    /// <summary>
    /// A service of the house calling another one. It may act for the tenant of the operation it runs by naming it in <see cref="TenantContext.HeaderName"/>;
    /// nobody else may.
    /// </summary>
    public const string Service = "service";

    /// <summary>
    /// A VNFM of another maker, in its tenant: asks for grants, reads packages, uses the VIM accounts it was granted, and subscribes; what is open to it says so (<see cref="VnfmAccess"/>).
    /// </summary>
    public const string Vnfm = "vnfm";

    /// <summary>All roles.</summary>
    public static readonly IReadOnlyList<string> All = [Viewer, Operator, Service, Vnfm];
}

namespace NfvOrchestrator.Platform.Security;

/// <summary>Claims of our tokens.</summary>
public static class NfvClaims
{
    /// <summary>The tenant the caller belongs to.</summary>
    public const string Tenant = "tenant";

    /// <summary>Array of <see cref="NfvRoles"/>.</summary>
    public const string Roles = "roles";

    /// <summary>The granted roles again, space separated, as RFC 6749 §3.3 spells them.</summary>
    public const string Scope = "scope";

    /// <summary>The client the token was issued to (RFC 8693 §4.3).</summary>
    public const string ClientId = "client_id";
}

using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Security;

/// <summary>Collections of the token issuer, all under <see cref="TenantId.System"/>; registered by <c>AddNfvTokenIssuer</c>; a store opened by hand takes <see cref="All"/>.</summary>
public static class SecurityCollections
{
    /// <summary>Clients by <c>client_id</c>.</summary>
    public static readonly DocumentCollection<OAuthClient> Clients = new() { Name = "oauth_clients", TypeInfo = SecurityJsonContext.Default.OAuthClient };

    internal static readonly DocumentCollection<SigningKeyRingDocument> SigningKeys = new() { Name = "oauth_signing_keys", TypeInfo = SecurityJsonContext.Default.SigningKeyRingDocument };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IDocumentCollection> All => [Clients, SigningKeys];
}

using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Security;

/// <summary>RFC 8414 §2 and OpenID Connect Discovery, as far as client credentials need it.</summary>
internal sealed record IssuerMetadata
{
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    [JsonPropertyName("token_endpoint")]
    public required string TokenEndpoint { get; init; }

    [JsonPropertyName("jwks_uri")]
    public required string JwksUri { get; init; }

    [JsonPropertyName("grant_types_supported")]
    public IReadOnlyList<string> GrantTypes { get; init; } = ["client_credentials"];

    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> AuthMethods { get; init; } = ["client_secret_basic", "client_secret_post"];

    [JsonPropertyName("response_types_supported")]
    public IReadOnlyList<string> ResponseTypes { get; init; } = ["token"];

    [JsonPropertyName("subject_types_supported")]
    public IReadOnlyList<string> SubjectTypes { get; init; } = ["public"];

    [JsonPropertyName("id_token_signing_alg_values_supported")]
    public IReadOnlyList<string> Algorithms { get; init; } = ["RS256"];

    [JsonPropertyName("scopes_supported")]
    public IReadOnlyList<string> Scopes { get; init; } = NfvRoles.All;
}

using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Security;

/// <summary>JSON metadata of the token issuer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OAuthClient))]
[JsonSerializable(typeof(SigningKeyRingDocument))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(TokenError))]
[JsonSerializable(typeof(JwksDocument))]
[JsonSerializable(typeof(IssuerMetadata))]
internal sealed partial class SecurityJsonContext : JsonSerializerContext;

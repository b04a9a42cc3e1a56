namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>How the NFVO logs in at a VNFM: OAuth 2.0 client credentials (SOL013 §8).</summary>
public sealed record VnfmLogin
{
    /// <summary>Token endpoint of the issuer that the VNFM trusts.</summary>
    public required string TokenEndpoint { get; init; }

    /// <summary>The <c>client_id</c> of the NFVO there.</summary>
    public required string ClientId { get; init; }

    /// <summary>The <c>client_secret</c>; stored encrypted, never shown. Left out in a change: as before.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The scope to ask for; null: all that the client has.</summary>
    public string? Scope { get; init; }

    /// <summary>Without the secret, so that it does not slip into a log.</summary>
    public override string ToString() => $"VnfmLogin {{ TokenEndpoint = {TokenEndpoint}, ClientId = {ClientId}, ClientSecret = *** }}";
}

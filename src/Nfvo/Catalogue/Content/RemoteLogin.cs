namespace NfvOrchestrator.Nfvo.Catalogue.Content;

/// <summary>How to log in where content is fetched from: OAuth 2.0 client credentials.</summary>
/// <param name="TokenEndpoint">Where tokens are.</param>
/// <param name="ClientId">The <c>client_id</c>.</param>
/// <param name="ClientSecret">The <c>client_secret</c>; used once, kept nowhere.</param>
internal sealed record RemoteLogin(string TokenEndpoint, string ClientId, string ClientSecret)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"RemoteLogin {{ TokenEndpoint = {TokenEndpoint}, ClientId = {ClientId}, ClientSecret = *** }}";
}

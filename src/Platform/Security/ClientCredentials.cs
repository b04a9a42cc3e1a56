namespace NfvOrchestrator.Platform.Security;

/// <summary>A client's id and its secret in the clear: exists only in the answer to creation and in the memory of the client.</summary>
/// <param name="ClientId">The <c>client_id</c>.</param>
/// <param name="Secret">The <c>client_secret</c>; not readable again.</param>
public sealed record ClientCredentials(string ClientId, string Secret)
{
    /// <summary>Without the secret, so that it does not slip into a log.</summary>
    public override string ToString() => $"ClientCredentials {{ ClientId = {ClientId}, Secret = *** }}";
}

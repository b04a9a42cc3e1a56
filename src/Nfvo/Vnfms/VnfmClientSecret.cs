namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>With what a VNFM logs in at the NFVO. The secret is shown once.</summary>
/// <param name="TokenEndpoint">Where it gets tokens.</param>
/// <param name="ClientId">The <c>client_id</c>.</param>
/// <param name="ClientSecret">The <c>client_secret</c>.</param>
/// <param name="Scope">The scope of its tokens.</param>
public sealed record VnfmClientSecret(string TokenEndpoint, string ClientId, string ClientSecret, string Scope);

namespace NfvOrchestrator.Platform.Security;

/// <summary>The answer: a client, or null (wrong), or null with how long to wait.</summary>
internal readonly record struct ClientAuthentication(OAuthClient? Client, TimeSpan? RetryAfter);

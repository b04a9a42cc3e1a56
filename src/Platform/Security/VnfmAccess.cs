namespace NfvOrchestrator.Platform.Security;

/// <summary>What callers with the role <see cref="NfvRoles.Vnfm"/> may do at an endpoint; without it they may do nothing there.</summary>
/// <param name="Writes">Also methods that change something.</param>
public sealed record VnfmAccess(bool Writes);

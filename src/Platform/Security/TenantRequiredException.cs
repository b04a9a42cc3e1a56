namespace NfvOrchestrator.Platform.Security;

/// <summary>The caller is known but not for which tenant, or it may not act for the tenant it named; answered with 403.</summary>
public sealed class TenantRequiredException(string message) : Exception(message);

using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim;

/// <summary>Who calls. The tenant is part of every look-up of a driver: the same key of two tenants is two resources.</summary>
/// <param name="Tenant">Tenant of the caller's token.</param>
/// <param name="Caller">Client or user of the token, for logs.</param>
/// <param name="RequestId">Identifier of the request, for logs and errors.</param>
public sealed record VimCallContext(TenantId Tenant, string Caller, string RequestId);

namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>All accounts of a tenant.</summary>
/// <param name="Accounts">By identifier.</param>
public sealed record OpenStackAccountList(IReadOnlyList<OpenStackAccountView> Accounts);

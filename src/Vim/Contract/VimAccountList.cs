namespace NfvOrchestrator.Vim;

/// <summary>All accounts of an adapter the caller's tenant may use.</summary>
/// <param name="Accounts">The accounts, by id.</param>
public sealed record VimAccountList(IReadOnlyList<VimAccount> Accounts);

namespace NfvOrchestrator.Vim.OpenStack.Accounts;

/// <summary>A registered account as it is stored.</summary>
/// <param name="Settings">Everything but the secrets.</param>
/// <param name="Password">Encrypted.</param>
/// <param name="ApplicationCredentialSecret">Encrypted.</param>
internal sealed record AccountDocument(OpenStackAccountSettings Settings, string? Password, string? ApplicationCredentialSecret);

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Our mark on a resource of OpenStack.</summary>
internal sealed record ResourceMark(string Identity, string Tenant, VimResourceKind Kind, string Key, string? InstanceId, string? ManagedBy = null)
{
    /// <summary>Whether it was set for that account and is complete.</summary>
    public bool IsGenuine(string account) => string.Equals(Identity, ResourceIdentity.Of(Tenant, account, Kind, Key), StringComparison.Ordinal);
}

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>A resource at OpenStack that carries our mark and that no record knows, a second one of something, or a part of something that is gone.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Key in its mark.</param>
/// <param name="VimResourceId">OpenStack's identifier.</param>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Failure">Why it could not be removed.</param>
/// <param name="Part">What it is of the resource that the mark names (floatingip, trunk, router); absent: that resource itself.</param>
public sealed record Orphan(VimResourceKind Kind, string Key, string VimResourceId, string Name, DateTimeOffset CreatedAt, string? Failure, string? Part = null);

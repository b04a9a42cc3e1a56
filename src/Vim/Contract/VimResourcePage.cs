namespace NfvOrchestrator.Vim;

/// <summary>A page of resources, ordered by kind and key.</summary>
/// <param name="Resources">The resources.</param>
/// <param name="NextMarker">What to pass as <c>marker</c> for the next page; absent on the last.</param>
public sealed record VimResourcePage(IReadOnlyList<VimResource> Resources, string? NextMarker);

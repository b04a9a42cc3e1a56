namespace NfvOrchestrator.Vim;

/// <summary>A page of images, by identifier.</summary>
/// <param name="Images">The images.</param>
/// <param name="NextMarker">What to pass as <c>marker</c> for the next page; absent on the last.</param>
public sealed record VimImagePage(IReadOnlyList<VimImage> Images, string? NextMarker);

namespace NfvOrchestrator.Vim;

/// <summary>A page of flavours, by identifier.</summary>
/// <param name="Flavours">The flavours.</param>
/// <param name="NextMarker">What to pass as <c>marker</c> for the next page; absent on the last.</param>
public sealed record VimFlavourPage(IReadOnlyList<VimFlavour> Flavours, string? NextMarker);

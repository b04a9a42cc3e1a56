namespace NfvOrchestrator.Placement.Network;

/// <summary>The use of a link in one segment.</summary>
/// <param name="Layer">The segment.</param>
/// <param name="Link">The link's index in the graph.</param>
internal readonly record struct LinkUse(int Layer, int Link);

namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>What a grant decided about a server (SOL003 §9.5.3.3, §9.5.3.5).</summary>
/// <param name="Zone">Zone in the VIM; null: the VIM chooses.</param>
/// <param name="ImageId">Image in the VIM; null: by the descriptor's image.</param>
/// <param name="FlavourId">Flavour in the VIM; null: by the numbers.</param>
public sealed record ComputePlacement(string? Zone, string? ImageId, string? FlavourId);

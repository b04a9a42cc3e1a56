namespace NfvOrchestrator.Vnfm.Api;

/// <summary>Where a server would be placed.</summary>
/// <param name="Resource">Its key.</param>
/// <param name="Zone">The zone; null: the VIM chooses.</param>
/// <param name="ImageId">The image in the VIM; null: the one of the descriptor, or not known yet.</param>
/// <param name="FlavourId">The flavour in the VIM; null: by its size.</param>
public sealed record VnfPlannedPlacement(string Resource, string? Zone, string? ImageId, string? FlavourId);

using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Parameters for nested NS (SOL005 §6.5).</summary>
public sealed record ParamsForNestedNs
{
    /// <summary>Identifier of the NS profile.</summary>
    public required string NsProfileId { get; init; }

    /// <summary>Additional param.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>? AdditionalParam { get; init; }
}

using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Heal NS data (SOL005 §6.5).</summary>
public sealed record HealNsData
{
    /// <summary>Degree healing.</summary>
    public required HealNsDataDegreeHealing DegreeHealing { get; init; }

    /// <summary>Actions healing.</summary>
    public IReadOnlyList<string>? ActionsHealing { get; init; }

    /// <summary>Heal script.</summary>
    public string? HealScript { get; init; }

    /// <summary>Additional paramsfor NS.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParamsforNs { get; init; }
}

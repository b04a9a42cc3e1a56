using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Terminate NS data (SOL005 §6.5).</summary>
public sealed record TerminateNsData
{
    /// <summary>Additional paramsfor NS.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParamsforNs { get; init; }
}

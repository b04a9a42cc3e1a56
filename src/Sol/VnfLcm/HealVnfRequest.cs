using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: heal VNF (SOL003 §5.5.2.9).</summary>
public sealed record HealVnfRequest
{
    /// <summary>Cause.</summary>
    public string? Cause { get; init; }

    /// <summary>VNFCs to heal (SOL002).</summary>
    public IReadOnlyList<string>? VnfcInstanceId { get; init; }

    /// <summary>Script of the VNFD to run for healing (SOL002).</summary>
    public string? HealScript { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}

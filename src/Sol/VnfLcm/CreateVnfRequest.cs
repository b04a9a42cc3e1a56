using System.Text.Json;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: create VNF (SOL003 §5.5.2.3).</summary>
public sealed record CreateVnfRequest
{
    /// <summary>Identifier of the VNFD.</summary>
    public required string VnfdId { get; init; }

    /// <summary>VNF instance name.</summary>
    public string? VnfInstanceName { get; init; }

    /// <summary>VNF instance description.</summary>
    public string? VnfInstanceDescription { get; init; }

    /// <summary>Metadata.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Metadata { get; init; }
}

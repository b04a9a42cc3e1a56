using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: terminate VNF (SOL003 §5.5.2.8).</summary>
public sealed record TerminateVnfRequest
{
    /// <summary>Termination type.</summary>
    public required TerminationType TerminationType { get; init; }

    /// <summary>Graceful termination timeout, in seconds.</summary>
    public int? GracefulTerminationTimeout { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}

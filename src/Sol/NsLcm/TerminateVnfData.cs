using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Terminate VNF data (SOL005 §6.5).</summary>
public sealed record TerminateVnfData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Termination type.</summary>
    public TerminationType? TerminationType { get; init; }

    /// <summary>Graceful termination timeout, in seconds.</summary>
    public int? GracefulTerminationTimeout { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}

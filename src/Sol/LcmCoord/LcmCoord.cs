using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.LcmCoord;

/// <summary>Result of a coordination (SOL002 §10.5.2.3). Only what the VNFM acts on is required.</summary>
public sealed record LcmCoord
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>What the VNFM is to do now.</summary>
    public required LcmCoordResultType CoordinationResult { get; init; }

    /// <summary>Identifier of the VNF instance.</summary>
    public string? VnfInstanceId { get; init; }

    /// <summary>Identifier of the operation occurrence.</summary>
    public string? VnfLcmOpOccId { get; init; }

    /// <summary>The action.</summary>
    public string? CoordinationActionName { get; init; }

    /// <summary>Parameters returned.</summary>
    public IReadOnlyDictionary<string, JsonElement>? OutputParams { get; init; }

    /// <summary>Warnings: a text, or (earlier versions) a list of texts.</summary>
    public JsonElement? Warnings { get; init; }

    /// <summary>Why it was aborted.</summary>
    public ProblemDetails? Error { get; init; }
}

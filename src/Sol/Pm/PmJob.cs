using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>A PM job (SOL003 §6.5.2.7, SOL005 §7.5.2.7).</summary>
public sealed record PmJob
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Type of the measured object (IFA 027 §6.2): <c>Vnf</c>, <c>Vnfc</c>, <c>VnfIntCp</c>, <c>VnfExtCp</c>, <c>Ns</c>.</summary>
    public required string ObjectType { get; init; }

    /// <summary>Identifiers of the measured VNF or NS instances.</summary>
    public required IReadOnlyList<string> ObjectInstanceIds { get; init; }

    /// <summary>Sub-objects (VNFCs, connection points) of the one measured object; absent: all of them.</summary>
    public IReadOnlyList<string>? SubObjectInstanceIds { get; init; }

    /// <summary>What is collected, and when.</summary>
    public required PmJobCriteria Criteria { get; init; }

    /// <summary>Where notifications about the job are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>Reports that can be read, oldest first.</summary>
    public IReadOnlyList<PmJobReport>? Reports { get; init; }

    /// <summary>Links to related resources.</summary>
    [JsonPropertyName("_links")]
    public required PmJobLinks Links { get; init; }
}

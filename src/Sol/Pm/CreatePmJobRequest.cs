using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>Request: a PM job (SOL003 §6.5.2.6, SOL005 §7.5.2.6).</summary>
public sealed record CreatePmJobRequest
{
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

    /// <summary>How to log in at <see cref="CallbackUri"/>; never sent in a response.</summary>
    public SubscriptionAuthentication? Authentication { get; init; }
}

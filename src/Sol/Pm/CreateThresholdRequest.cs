using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.Pm;

/// <summary>Request: a threshold (SOL003 §6.5.2.8, SOL005 §7.5.2.8).</summary>
public sealed record CreateThresholdRequest
{
    /// <summary>Type of the measured object (IFA 027 §6.2): <c>Vnf</c>, <c>Vnfc</c>, <c>VnfIntCp</c>, <c>VnfExtCp</c>, <c>Ns</c>.</summary>
    public required string ObjectType { get; init; }

    /// <summary>Identifier of the measured VNF or NS instance.</summary>
    public required string ObjectInstanceId { get; init; }

    /// <summary>Sub-objects (VNFCs, connection points) of the one measured object; absent: all of them.</summary>
    public IReadOnlyList<string>? SubObjectInstanceIds { get; init; }

    /// <summary>What is compared with what.</summary>
    public required ThresholdCriteria Criteria { get; init; }

    /// <summary>Where notifications about the threshold are POSTed to.</summary>
    public required string CallbackUri { get; init; }

    /// <summary>How to log in at <see cref="CallbackUri"/>; never sent in a response.</summary>
    public SubscriptionAuthentication? Authentication { get; init; }
}

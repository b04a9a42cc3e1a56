using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm.V1;

/// <summary>Request: instantiate NS (SOL005 §6.5).</summary>
public sealed record InstantiateNsRequest
{
    /// <summary>Identifier of the NS flavour.</summary>
    public required string NsFlavourId { get; init; }

    /// <summary>SAP data.</summary>
    public IReadOnlyList<SapData>? SapData { get; init; }

    /// <summary>Addpnf data.</summary>
    public IReadOnlyList<AddPnfData>? AddpnfData { get; init; }

    /// <summary>VNF instance data.</summary>
    public IReadOnlyList<VnfInstanceData>? VnfInstanceData { get; init; }

    /// <summary>Nested NS instance data.</summary>
    public IReadOnlyList<NestedNsInstanceData>? NestedNsInstanceData { get; init; }

    /// <summary>Location constraints.</summary>
    public IReadOnlyList<VnfLocationConstraint>? LocationConstraints { get; init; }

    /// <summary>Additional parameters for NS.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParamsForNs { get; init; }

    /// <summary>Additional parameters for nested NS.</summary>
    public IReadOnlyList<ParamsForNestedNs>? AdditionalParamForNestedNs { get; init; }

    /// <summary>Additional parameters for VNF.</summary>
    public IReadOnlyList<ParamsForVnf>? AdditionalParamsForVnf { get; init; }

    /// <summary>Instant: start time.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Identifier of the NS instantiation level.</summary>
    public string? NsInstantiationLevelId { get; init; }

    /// <summary>Additional affinity or anti affinity rule.</summary>
    public IReadOnlyList<AffinityOrAntiAffinityRule>? AdditionalAffinityOrAntiAffinityRule { get; init; }
}

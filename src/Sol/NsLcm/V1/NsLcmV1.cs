using System.Text.Json;

namespace NfvOrchestrator.Sol.NsLcm.V1;

/// <summary>
/// Conversions between <c>/nslcm/v1</c> (SOL005 2.6.1) and the types the product works with (<c>v2</c>, 3.7.1). Pure. Whatever version 1 can say survives the way there and
/// back; what only version 2 can say is left out on the way to version 1.
/// </summary>
public static class NsLcmV1
{
    /// <summary>Request to instantiate.</summary>
    public static NsLcm.InstantiateNsRequest ToInternal(InstantiateNsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            NsFlavourId = request.NsFlavourId,
            SapData = request.SapData,
            AddpnfData = request.AddpnfData,
            VnfInstanceData = request.VnfInstanceData,
            NestedNsInstanceData = request.NestedNsInstanceData,
            LocationConstraints = request.LocationConstraints,
            AdditionalParamsForNs = request.AdditionalParamsForNs,
            AdditionalParamsForNestedNs = request.AdditionalParamForNestedNs,
            AdditionalParamsForVnf = request.AdditionalParamsForVnf,
            StartTime = request.StartTime,
            NsInstantiationLevelId = request.NsInstantiationLevelId,
            AdditionalAffinityOrAntiAffinityRule = request.AdditionalAffinityOrAntiAffinityRule,
        };
    }

    /// <summary>Request to instantiate.</summary>
    public static InstantiateNsRequest ToV1(NsLcm.InstantiateNsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            NsFlavourId = request.NsFlavourId,
            SapData = request.SapData,
            AddpnfData = request.AddpnfData,
            VnfInstanceData = request.VnfInstanceData,
            NestedNsInstanceData = request.NestedNsInstanceData,
            LocationConstraints = request.LocationConstraints,
            AdditionalParamsForNs = request.AdditionalParamsForNs,
            AdditionalParamForNestedNs = request.AdditionalParamsForNestedNs,
            AdditionalParamsForVnf = request.AdditionalParamsForVnf,
            StartTime = request.StartTime,
            NsInstantiationLevelId = request.NsInstantiationLevelId,
            AdditionalAffinityOrAntiAffinityRule = request.AdditionalAffinityOrAntiAffinityRule,
        };
    }

    /// <summary>A network service.</summary>
    public static NsInstance ToV1(NsLcm.NsInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new()
        {
            Id = instance.Id,
            NsInstanceName = instance.NsInstanceName,
            NsInstanceDescription = instance.NsInstanceDescription,
            NsdId = instance.NsdId,
            NsdInfoId = instance.NsdInfoId,
            FlavourId = instance.FlavourId,
            VnfInstance = instance.VnfInstance?.Select(ToV1).ToList(),
            PnfInfo = instance.PnfInfo,
            VirtualLinkInfo = instance.VirtualLinkInfo,
            VnffgInfo = instance.VnffgInfo,
            SapInfo = instance.SapInfo,
            NestedNsInstanceId = instance.NestedNsInstanceId,
            NsState = instance.NsState,
            MonitoringParameter = instance.MonitoringParameter,
            NsScaleStatus = instance.NsScaleStatus,
            AdditionalAffinityOrAntiAffinityRule = instance.AdditionalAffinityOrAntiAffinityRule,
            Links = instance.Links,
            Metadata = instance.Metadata,
        };
    }

    /// <summary>An operation occurrence; its parameters as version 1 would have sent them.</summary>
    public static NsLcmOpOcc ToV1(NsLcmOpOcc occurrence)
    {
        ArgumentNullException.ThrowIfNull(occurrence);
        return occurrence with
        {
            OperationParams = occurrence is { LcmOperationType: NsLcmOpType.INSTANTIATE, OperationParams: { ValueKind: JsonValueKind.Object } parameters }
                ? JsonSerializer.SerializeToElement(ToV1(parameters.Deserialize(NsLcmJsonContext.Default.InstantiateNsRequest)!), NsLcmV1JsonContext.Default.InstantiateNsRequest)
                : occurrence.OperationParams,
            LcmCoordinations = null,
            RejectedLcmCoordinations = null,
            Warnings = null,
        };
    }

    private static VnfInstance ToV1(NsLcm.VnfInstance vnf) => new()
    {
        Id = vnf.Id,
        VnfInstanceName = vnf.VnfInstanceName,
        VnfInstanceDescription = vnf.VnfInstanceDescription,
        VnfdId = vnf.VnfdId,
        VnfProvider = vnf.VnfProvider,
        VnfProductName = vnf.VnfProductName,
        VnfSoftwareVersion = vnf.VnfSoftwareVersion,
        VnfdVersion = vnf.VnfdVersion,
        VnfPkgId = vnf.VnfPkgId,
        VnfConfigurableProperties = vnf.VnfConfigurableProperties,
        VimId = vnf.VimId,
        InstantiationState = vnf.InstantiationState,
        InstantiatedVnfInfo = vnf.InstantiatedVnfInfo is { } info ? ToV1(info) : null,
        Metadata = vnf.Metadata,
        Extensions = vnf.Extensions,
    };

    private static InstantiatedVnfInfo ToV1(NsLcm.InstantiatedVnfInfo info) => new()
    {
        FlavourId = info.FlavourId,
        VnfState = info.VnfState,
        ScaleStatus = info.ScaleStatus,
        ExtCpInfo = info.ExtCpInfo,
        ExtVirtualLinkInfo = info.ExtVirtualLinkInfo,
        ExtManagedVirtualLinkInfo = info.ExtManagedVirtualLinkInfo,
        MonitoringParameters = info.MonitoringParameters,
        LocalizationLanguage = info.LocalizationLanguage,
        VnfcResourceInfo = info.VnfcResourceInfo,
        VirtualLinkResourceInfo = info.VnfVirtualLinkResourceInfo,
        VirtualStorageResourceInfo = info.VirtualStorageResourceInfo,
    };
}

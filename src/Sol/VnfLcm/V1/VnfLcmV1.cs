using System.Text.Json;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>
/// Conversions between <c>/vnflcm/v1</c> (SOL003 2.6.1) and the types the product works with (<c>v2</c>, 3.7.1). Pure. Whatever version 1 can say survives the way there and
/// back; what only version 2 can say is left out on the way to version 1.
/// </summary>
public static class VnfLcmV1
{
    /// <summary>Key of the n-th configuration of a connection point that names no instance.</summary>
    private const string Position = "cp-config-";

    /// <summary>Before a key that is the identifier of an instance but looks like one of the other two forms.</summary>
    private const string Verbatim = "id:";

    /// <summary>VIM connections: the list as a map by identifier. Throws <see cref="SolProblemException"/> (422) when one occurs twice.</summary>
    public static IReadOnlyDictionary<string, Common.VimConnectionInfo>? ToInternal(IReadOnlyList<VimConnectionInfo>? list)
    {
        if (list is null)
        {
            return null;
        }
        var map = new Dictionary<string, Common.VimConnectionInfo>(StringComparer.Ordinal);
        foreach (var one in list)
        {
            if (!map.TryAdd(one.Id, new() { VimId = one.VimId, VimType = one.VimType, InterfaceInfo = one.InterfaceInfo, AccessInfo = one.AccessInfo, Extra = one.Extra }))
            {
                throw SolProblem.Unprocessable($"vimConnectionInfo has the id '{one.Id}' more than once.").ToException();
            }
        }
        return map;
    }

    /// <summary>VIM connections: the map as a list.</summary>
    public static IReadOnlyList<VimConnectionInfo>? ToV1(IReadOnlyDictionary<string, Common.VimConnectionInfo>? map)
        => map is null ? null : [.. map.Select(static e => new VimConnectionInfo
        {
            Id = e.Key, VimId = e.Value.VimId, VimType = e.Value.VimType, InterfaceInfo = e.Value.InterfaceInfo, AccessInfo = e.Value.AccessInfo, Extra = e.Value.Extra,
        })];

    /// <summary>External virtual links with the configurations of their connection points as maps. Throws <see cref="SolProblemException"/> (422) when one instance is configured twice.</summary>
    public static VnfLcm.ExtVirtualLinkData ToInternal(ExtVirtualLinkData link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new()
        {
            Id = link.Id,
            VimConnectionId = link.VimConnectionId,
            ResourceProviderId = link.ResourceProviderId,
            ResourceId = link.ResourceId,
            ExtCps = [.. link.ExtCps.Select(static c => new Common.VnfExtCpData { CpdId = c.CpdId, CpConfig = ConfigsToInternal(c) })],
            ExtLinkPorts = link.ExtLinkPorts,
        };
    }

    /// <summary>External virtual links with the configurations of their connection points as lists.</summary>
    public static ExtVirtualLinkData ToV1(VnfLcm.ExtVirtualLinkData link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new()
        {
            Id = link.Id,
            VimConnectionId = link.VimConnectionId,
            ResourceProviderId = link.ResourceProviderId,
            ResourceId = link.ResourceId,
            ExtCps = [.. link.ExtCps.Select(static c => new VnfExtCpData { CpdId = c.CpdId, CpConfig = ConfigsToV1(c.CpConfig) })],
            ExtLinkPorts = link.ExtLinkPorts,
        };
    }

    /// <summary>Request to instantiate.</summary>
    public static VnfLcm.InstantiateVnfRequest ToInternal(InstantiateVnfRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            FlavourId = request.FlavourId,
            InstantiationLevelId = request.InstantiationLevelId,
            ExtVirtualLinks = request.ExtVirtualLinks?.Select(ToInternal).ToList(),
            ExtManagedVirtualLinks = request.ExtManagedVirtualLinks,
            VimConnectionInfo = ToInternal(request.VimConnectionInfo),
            LocalizationLanguage = request.LocalizationLanguage,
            AdditionalParams = request.AdditionalParams,
            Extensions = request.Extensions,
            VnfConfigurableProperties = request.VnfConfigurableProperties,
        };
    }

    /// <summary>Request to instantiate.</summary>
    public static InstantiateVnfRequest ToV1(VnfLcm.InstantiateVnfRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            FlavourId = request.FlavourId,
            InstantiationLevelId = request.InstantiationLevelId,
            ExtVirtualLinks = request.ExtVirtualLinks?.Select(ToV1).ToList(),
            ExtManagedVirtualLinks = request.ExtManagedVirtualLinks,
            VimConnectionInfo = ToV1(request.VimConnectionInfo),
            LocalizationLanguage = request.LocalizationLanguage,
            AdditionalParams = request.AdditionalParams,
            Extensions = request.Extensions,
            VnfConfigurableProperties = request.VnfConfigurableProperties,
        };
    }

    /// <summary>Request to change the flavour.</summary>
    public static VnfLcm.ChangeVnfFlavourRequest ToInternal(ChangeVnfFlavourRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            NewFlavourId = request.NewFlavourId,
            InstantiationLevelId = request.InstantiationLevelId,
            ExtVirtualLinks = request.ExtVirtualLinks?.Select(ToInternal).ToList(),
            ExtManagedVirtualLinks = request.ExtManagedVirtualLinks,
            VimConnectionInfo = ToInternal(request.VimConnectionInfo),
            AdditionalParams = request.AdditionalParams,
            Extensions = request.Extensions,
            VnfConfigurableProperties = request.VnfConfigurableProperties,
        };
    }

    /// <summary>Request to change the flavour.</summary>
    public static ChangeVnfFlavourRequest ToV1(VnfLcm.ChangeVnfFlavourRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new()
        {
            NewFlavourId = request.NewFlavourId,
            InstantiationLevelId = request.InstantiationLevelId,
            ExtVirtualLinks = request.ExtVirtualLinks?.Select(ToV1).ToList(),
            ExtManagedVirtualLinks = request.ExtManagedVirtualLinks,
            VimConnectionInfo = ToV1(request.VimConnectionInfo),
            AdditionalParams = request.AdditionalParams,
            Extensions = request.Extensions,
            VnfConfigurableProperties = request.VnfConfigurableProperties,
        };
    }

    /// <summary>Request to change external connectivity.</summary>
    public static VnfLcm.ChangeExtVnfConnectivityRequest ToInternal(ChangeExtVnfConnectivityRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new() { ExtVirtualLinks = [.. request.ExtVirtualLinks.Select(ToInternal)], VimConnectionInfo = ToInternal(request.VimConnectionInfo), AdditionalParams = request.AdditionalParams };
    }

    /// <summary>Request to change external connectivity.</summary>
    public static ChangeExtVnfConnectivityRequest ToV1(VnfLcm.ChangeExtVnfConnectivityRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new() { ExtVirtualLinks = [.. request.ExtVirtualLinks.Select(ToV1)], VimConnectionInfo = ToV1(request.VimConnectionInfo), AdditionalParams = request.AdditionalParams };
    }

    /// <summary>A VNF instance; without the links to tasks that version 1 has not.</summary>
    public static VnfInstance ToV1(VnfLcm.VnfInstance instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return new()
        {
            Id = instance.Id,
            VnfInstanceName = instance.VnfInstanceName,
            VnfInstanceDescription = instance.VnfInstanceDescription,
            VnfdId = instance.VnfdId,
            VnfProvider = instance.VnfProvider,
            VnfProductName = instance.VnfProductName,
            VnfSoftwareVersion = instance.VnfSoftwareVersion,
            VnfdVersion = instance.VnfdVersion,
            VnfConfigurableProperties = instance.VnfConfigurableProperties,
            VimConnectionInfo = ToV1(instance.VimConnectionInfo),
            InstantiationState = instance.InstantiationState,
            InstantiatedVnfInfo = instance.InstantiatedVnfInfo is { } info ? ToV1(info) : null,
            Metadata = instance.Metadata,
            Extensions = instance.Extensions,
            Links = instance.Links with { CreateSnapshot = null, RevertToSnapshot = null, ChangeCurrentVnfPkg = null },
        };
    }

    /// <summary>An operation occurrence; its parameters as version 1 would have sent them.</summary>
    public static VnfLcmOpOcc ToV1(VnfLcm.VnfLcmOpOcc occurrence)
    {
        ArgumentNullException.ThrowIfNull(occurrence);
        return new()
        {
            Id = occurrence.Id,
            OperationState = occurrence.OperationState,
            StateEnteredTime = occurrence.StateEnteredTime,
            StartTime = occurrence.StartTime,
            VnfInstanceId = occurrence.VnfInstanceId,
            GrantId = occurrence.GrantId,
            Operation = occurrence.Operation,
            IsAutomaticInvocation = occurrence.IsAutomaticInvocation,
            OperationParams = occurrence.OperationParams is { ValueKind: JsonValueKind.Object } parameters ? Parameters(occurrence.Operation, parameters) : occurrence.OperationParams,
            IsCancelPending = occurrence.IsCancelPending,
            CancelMode = occurrence.CancelMode,
            Error = occurrence.Error,
            ResourceChanges = occurrence.ResourceChanges is { } changes
                ? new() { AffectedVnfcs = changes.AffectedVnfcs, AffectedVirtualLinks = changes.AffectedVirtualLinks?.Select(ToV1).ToList(), AffectedVirtualStorages = changes.AffectedVirtualStorages }
                : null,
            ChangedInfo = occurrence.ChangedInfo is { } changed ? ToV1(changed) : null,
            ChangedExtConnectivity = occurrence.ChangedExtConnectivity?.Select(ToV1).ToList(),
            Links = occurrence.Links is { } links ? links with { VnfSnapshot = null } : null,
        };
    }

    private static InstantiatedVnfInfo ToV1(VnfLcm.InstantiatedVnfInfo info) => new()
    {
        FlavourId = info.FlavourId,
        VnfState = info.VnfState,
        ScaleStatus = info.ScaleStatus,
        ExtCpInfo = info.ExtCpInfo,
        ExtVirtualLinkInfo = info.ExtVirtualLinkInfo?.Select(ToV1).ToList(),
        ExtManagedVirtualLinkInfo = info.ExtManagedVirtualLinkInfo,
        MonitoringParameters = info.MonitoringParameters,
        LocalizationLanguage = info.LocalizationLanguage,
        VnfcResourceInfo = info.VnfcResourceInfo,
        VirtualLinkResourceInfo = info.VnfVirtualLinkResourceInfo,
        VirtualStorageResourceInfo = info.VirtualStorageResourceInfo,
    };

    private static ExtVirtualLinkInfo ToV1(VnfLcm.ExtVirtualLinkInfo link) => new() { Id = link.Id, ResourceHandle = link.ResourceHandle, ExtLinkPorts = link.ExtLinkPorts };

    private static AffectedVirtualLink ToV1(VnfLcm.AffectedVirtualLink link) => new()
    {
        Id = link.Id,
        VirtualLinkDescId = link.VnfVirtualLinkDescId,
        ChangeType = link.ChangeType,
        NetworkResource = link.NetworkResource,
        ResourceDefinitionId = link.ResourceDefinitionId,
        Metadata = link.Metadata,
    };

    private static VnfInfoModifications ToV1(VnfLcm.VnfInfoModifications changed) => new()
    {
        VnfInstanceName = changed.VnfInstanceName,
        VnfInstanceDescription = changed.VnfInstanceDescription,
        VnfConfigurableProperties = changed.VnfConfigurableProperties,
        Metadata = changed.Metadata,
        Extensions = changed.Extensions,
        VimConnectionInfo = ToV1(changed.VimConnectionInfo),
        VnfdId = changed.VnfdId,
        VnfProvider = changed.VnfProvider,
        VnfProductName = changed.VnfProductName,
        VnfSoftwareVersion = changed.VnfSoftwareVersion,
        VnfdVersion = changed.VnfdVersion,
    };

    private static JsonElement Parameters(LcmOperationType operation, JsonElement parameters) => operation switch
    {
        LcmOperationType.INSTANTIATE => JsonSerializer.SerializeToElement(
            ToV1(parameters.Deserialize(VnfLcmJsonContext.Default.InstantiateVnfRequest)!), VnfLcmV1JsonContext.Default.InstantiateVnfRequest),
        LcmOperationType.CHANGE_FLAVOUR => JsonSerializer.SerializeToElement(
            ToV1(parameters.Deserialize(VnfLcmJsonContext.Default.ChangeVnfFlavourRequest)!), VnfLcmV1JsonContext.Default.ChangeVnfFlavourRequest),
        LcmOperationType.CHANGE_EXT_CONN => JsonSerializer.SerializeToElement(
            ToV1(parameters.Deserialize(VnfLcmJsonContext.Default.ChangeExtVnfConnectivityRequest)!), VnfLcmV1JsonContext.Default.ChangeExtVnfConnectivityRequest),
        LcmOperationType.MODIFY_INFO => VnfLcmV1Json.PatchToV1(parameters),
        _ => parameters,
    };

    private static Dictionary<string, Common.VnfExtCpConfig?>? ConfigsToInternal(VnfExtCpData cp)
    {
        if (cp.CpConfig is null)
        {
            return null;
        }
        var map = new Dictionary<string, Common.VnfExtCpConfig?>(StringComparer.Ordinal);
        foreach (var (index, config) in cp.CpConfig.Index())
        {
            var key = config.CpInstanceId switch
            {
                null => Position + index.ToString(System.Globalization.CultureInfo.InvariantCulture),
                { } id when id.StartsWith(Position, StringComparison.Ordinal) || id.StartsWith(Verbatim, StringComparison.Ordinal) => Verbatim + id,
                { } id => id,
            };
            if (!map.TryAdd(key, new() { LinkPortId = config.LinkPortId, CpProtocolData = config.CpProtocolData }))
            {
                throw SolProblem.Unprocessable($"cpConfig of '{cp.CpdId}' configures the instance '{config.CpInstanceId}' more than once.").ToException();
            }
        }
        return map;
    }

    private static List<VnfExtCpConfig>? ConfigsToV1(IReadOnlyDictionary<string, Common.VnfExtCpConfig?>? map)
        => map?.Where(static e => e.Value is not null).Select(static e => new VnfExtCpConfig
        {
            CpInstanceId = e.Key.StartsWith(Position, StringComparison.Ordinal) ? null : e.Key.StartsWith(Verbatim, StringComparison.Ordinal) ? e.Key[Verbatim.Length..] : e.Key,
            LinkPortId = e.Value!.LinkPortId,
            CpProtocolData = e.Value.CpProtocolData,
        }).ToList();
}

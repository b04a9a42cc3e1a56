using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Modify VNF information (SOL003 §5.4.3.3.4, SOL002): a merge patch on the instance, carried out as an operation like the others.</summary>
internal static class Modification
{
    private static readonly string[] Modifiable =
        ["vnfInstanceName", "vnfInstanceDescription", "vnfPkgId", "vnfdId", "vnfConfigurableProperties", "metadata", "extensions", "vimConnectionInfo", "vnfcInfoModifications"];

    public static VnfIntent Intend(VnfOperationInput input)
    {
        var patch = JsonSerializer.SerializeToNode(input.Request, VnfLcmJsonContext.Default.JsonElement) as JsonObject ?? [];
        if (patch.Select(p => p.Key).Except(Modifiable, StringComparer.Ordinal).ToList() is { Count: > 0 } fixedOnes)
        {
            throw Unfit.Request($"{Unfit.List(fixedOnes)} cannot be modified; {Unfit.List(Modifiable)} can.");
        }
        if (patch.Count == 0)
        {
            throw Unfit.Request($"The patch is empty; it must have one of {Unfit.List(Modifiable)}.");
        }
        var now = input.Record.Resource;
        var vnfd = input.NewDescriptor ?? input.Descriptor;
        var moved = input.NewDescriptor is null ? now : Moved(input);
        var instance = moved with
        {
            VnfInstanceName = Text(patch, "vnfInstanceName", moved.VnfInstanceName),
            VnfInstanceDescription = Text(patch, "vnfInstanceDescription", moved.VnfInstanceDescription),
            VnfConfigurableProperties = Attributes.Properties(moved, vnfd, Object(patch, "vnfConfigurableProperties")),
            Extensions = Attributes.Extensions(moved, vnfd, Object(patch, "extensions")),
            Metadata = Attributes.Merged(moved.Metadata, Object(patch, "metadata")),
            VimConnectionInfo = Connections(moved, Object(patch, "vimConnectionInfo")),
            InstantiatedVnfInfo = null,
        };
        return new VnfIntent { Settings = Vnfcs(patch, input), Instance = instance };
    }

    /// <summary>The package of an instance that has no resources yet may be replaced; afterwards that is a change of package.</summary>
    private static VnfInstance Moved(VnfOperationInput input)
    {
        var vnfd = input.NewDescriptor!;
        var now = input.Record.Resource;
        if (now.InstantiationState == InstantiationState.INSTANTIATED && vnfd.DescriptorId != now.VnfdId)
        {
            throw Unfit.State($"The VNF instance '{now.Id}' is INSTANTIATED from the VNFD '{now.VnfdId}'; to change it to '{vnfd.DescriptorId}', use change_vnfpkg, or terminate it first.");
        }
        if (vnfd.ProductName != now.VnfProductName || vnfd.Provider != now.VnfProvider)
        {
            throw Unfit.Request($"The VNFD '{vnfd.DescriptorId}' is of '{vnfd.ProductName}' by '{vnfd.Provider}', the instance of '{now.VnfProductName}' by '{now.VnfProvider}'; only another version of the same VNF can take its place.");
        }
        return now with { VnfdId = vnfd.DescriptorId, VnfSoftwareVersion = vnfd.SoftwareVersion, VnfdVersion = vnfd.DescriptorVersion };
    }

    private static string? Text(JsonObject patch, string name, string? now) => !patch.TryGetPropertyValue(name, out var value)
        ? now
        : value switch
        {
            null => null,
            JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
            _ => throw Unfit.Request($"{name} must be a text, or null to remove it."),
        };

    private static JsonObject? Object(JsonObject patch, string name) => !patch.TryGetPropertyValue(name, out var value)
        ? null
        : value as JsonObject ?? throw Unfit.Request($"{name} must be an object of key-value pairs; a pair with null is removed.");

    private static IReadOnlyDictionary<string, VimConnectionInfo>? Connections(VnfInstance now, JsonObject? patch)
    {
        if (patch is null)
        {
            return now.VimConnectionInfo;
        }
        var merged = Sol.Conventions.JsonMergePatch.Apply(
            JsonSerializer.SerializeToNode(now with { InstantiatedVnfInfo = null }, VnfLcmJsonContext.Default.VnfInstance)!["vimConnectionInfo"], patch)!.AsObject();
        try
        {
            var all = merged.ToDictionary(m => m.Key, m => m.Value.Deserialize(VnfLcmJsonContext.Default.VimConnectionInfo)! with { AccessInfo = null }, StringComparer.Ordinal);
            return all.Count == 0 ? null : all;
        }
        catch (JsonException wrong)
        {
            throw Unfit.Request($"vimConnectionInfo is not what it should be after the change: {wrong.Message}");
        }
    }

    private static VnfSettings? Vnfcs(JsonObject patch, VnfOperationInput input)
    {
        if (!patch.TryGetPropertyValue("vnfcInfoModifications", out var list))
        {
            return input.Record.Settings;
        }
        if (input.Record.Settings is not { } settings)
        {
            throw Unfit.State($"The VNF instance '{input.Record.Resource.Id}' is not instantiated: it has no VNFCs to modify.");
        }
        if (list is not JsonArray modifications || modifications.Any(m => m?["id"] is not JsonValue || m["vnfcConfigurableProperties"] is not JsonObject))
        {
            throw Unfit.Request("vnfcInfoModifications must be a list of objects with id and vnfcConfigurableProperties.");
        }
        Operating.Select([.. modifications.Select(m => m!["id"]!.ToString())], Operating.VnfcIds(input.Record));
        var all = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>(settings.VnfcProperties, StringComparer.Ordinal);
        foreach (var modification in modifications)
        {
            var id = modification!["id"]!.ToString();
            var properties = modification["vnfcConfigurableProperties"]!.AsObject();
            CheckDeclared(input, id, properties);
            if (Attributes.Merged(all.GetValueOrDefault(id), properties) is { } merged)
            {
                all[id] = merged;
            }
            else
            {
                all.Remove(id);
            }
        }
        return settings with { VnfcProperties = all };
    }

    private static void CheckDeclared(VnfOperationInput input, string vnfc, JsonObject properties)
    {
        var vdu = input.Flavour.FindVdu(ComponentNames.IdOf(input.Settings.Names, ComponentNames.Servers, vnfc.Split('/')[1]));
        var declared = vdu?.ConfigurableProperties is { ValueKind: JsonValueKind.Object } all ? all.EnumerateObject().Select(p => p.Name).ToList() : [];
        if (properties.Select(p => p.Key).Except(declared, StringComparer.Ordinal).ToList() is { Count: > 0 } unknown)
        {
            throw Unfit.Request($"VDU '{vdu?.Id}' does not declare the configurable properties {Unfit.List(unknown)}; it declares: {Unfit.List(declared)}.");
        }
    }
}

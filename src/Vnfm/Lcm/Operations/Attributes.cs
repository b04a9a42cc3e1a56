using System.Text.Json;
using System.Text.Json.Nodes;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Attributes of an instance that requests may change, checked against what the VNFD declares (SOL001 configurable_properties, modifiable_attributes). Pure.</summary>
internal static class Attributes
{
    /// <summary>The attributes a new instance begins with: the defaults of the VNFD.</summary>
    public static VnfInstance Initial(VnfInstance instance, VnfDescriptor vnfd) => instance with
    {
        VnfConfigurableProperties = Defaults(vnfd.ConfigurableProperties),
        Extensions = Defaults(Declared(vnfd.ModifiableAttributes, "extensions")),
        Metadata = Merged(Defaults(Declared(vnfd.ModifiableAttributes, "metadata")), ToObject(instance.Metadata)),
    };

    /// <summary>The instance of another package: what that declares keeps its value or gets its default, what it does not declare goes.</summary>
    public static VnfInstance Moved(VnfInstance instance, VnfDescriptor vnfd)
    {
        var fresh = Initial(instance with { VnfConfigurableProperties = null, Extensions = null }, vnfd);
        return fresh with
        {
            VnfdId = vnfd.DescriptorId,
            VnfSoftwareVersion = vnfd.SoftwareVersion,
            VnfdVersion = vnfd.DescriptorVersion,
            VnfConfigurableProperties = Carried(instance.VnfConfigurableProperties, fresh.VnfConfigurableProperties, vnfd.ConfigurableProperties),
            Extensions = Carried(instance.Extensions, fresh.Extensions, Declared(vnfd.ModifiableAttributes, "extensions")),
        };
    }

    private static Dictionary<string, JsonElement>? Carried(
        IReadOnlyDictionary<string, JsonElement>? old, IReadOnlyDictionary<string, JsonElement>? fresh, JsonElement? declared)
    {
        var values = new Dictionary<string, JsonElement>(fresh ?? new Dictionary<string, JsonElement>(), StringComparer.Ordinal);
        foreach (var (name, value) in old ?? new Dictionary<string, JsonElement>())
        {
            if (declared is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(name, out var sample) && (Kind(sample.ValueKind) is not { } kind || kind == Kind(value.ValueKind)))
            {
                values[name] = value;
            }
        }
        return values.Count == 0 ? null : values;
    }

    /// <summary>The instance with properties, extensions and VIM connections of a request merged in; null when it changes none.</summary>
    public static VnfInstance? Change(
        VnfInstance instance,
        VnfDescriptor vnfd,
        IReadOnlyDictionary<string, JsonElement>? properties,
        IReadOnlyDictionary<string, JsonElement>? extensions,
        IReadOnlyDictionary<string, VimConnectionInfo>? connections)
    {
        if (properties is null && extensions is null && connections is null)
        {
            return null;
        }
        return instance with
        {
            VnfConfigurableProperties = Properties(instance, vnfd, ToObject(properties)),
            Extensions = Extensions(instance, vnfd, ToObject(extensions)),
            VimConnectionInfo = connections is null ? instance.VimConnectionInfo : Connections(instance, connections),
            InstantiatedVnfInfo = null,
        };
    }

    /// <summary>Configurable properties with a merge patch applied.</summary>
    public static IReadOnlyDictionary<string, JsonElement>? Properties(VnfInstance instance, VnfDescriptor vnfd, JsonObject? patch)
        => Checked(instance.VnfConfigurableProperties, patch, vnfd.ConfigurableProperties, "vnfConfigurableProperties", vnfd);

    /// <summary>Extensions with a merge patch applied.</summary>
    public static IReadOnlyDictionary<string, JsonElement>? Extensions(VnfInstance instance, VnfDescriptor vnfd, JsonObject? patch)
        => Checked(instance.Extensions, patch, Declared(vnfd.ModifiableAttributes, "extensions"), "extensions", vnfd);

    /// <summary>Key-value pairs with a merge patch applied.</summary>
    public static IReadOnlyDictionary<string, JsonElement>? Merged(IReadOnlyDictionary<string, JsonElement>? now, JsonObject? patch)
    {
        if (patch is null)
        {
            return now;
        }
        var merged = JsonMergePatch.Apply(ToObject(now) ?? [], patch)!.AsObject();
        return merged.Count == 0 ? null : merged.ToDictionary(m => m.Key, m => m.Value.Deserialize(VnfLcmJsonContext.Default.JsonElement), StringComparer.Ordinal);
    }

    /// <summary>VIM connections merged in. Access information belongs to the VIM adapter and is not kept.</summary>
    public static IReadOnlyDictionary<string, VimConnectionInfo> Connections(VnfInstance instance, IReadOnlyDictionary<string, VimConnectionInfo> given)
    {
        var all = new Dictionary<string, VimConnectionInfo>(instance.VimConnectionInfo ?? new Dictionary<string, VimConnectionInfo>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (id, connection) in given)
        {
            all[id] = connection with { AccessInfo = null };
        }
        return all;
    }

    private static IReadOnlyDictionary<string, JsonElement>? Checked(
        IReadOnlyDictionary<string, JsonElement>? now, JsonObject? patch, JsonElement? declared, string name, VnfDescriptor vnfd)
    {
        if (patch is null)
        {
            return now;
        }
        var known = declared is { ValueKind: JsonValueKind.Object } all ? all.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal) : [];
        var unknown = patch.Select(p => p.Key).Where(k => !known.ContainsKey(k)).ToList();
        if (unknown.Count > 0)
        {
            throw Unfit.Request($"The VNFD '{vnfd.DescriptorId}' does not declare {Unfit.List(unknown)} in {name}; it declares: {Unfit.List(known.Keys)}.");
        }
        foreach (var (key, value) in patch)
        {
            if (value is not null && Kind(known[key].ValueKind) is { } wanted && Kind(value.GetValueKind()) != wanted)
            {
                throw Unfit.Request($"{name}.{key} must be a JSON {wanted}, like its default in the VNFD '{vnfd.DescriptorId}'.");
            }
        }
        return Merged(now, patch);
    }

    private static string? Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => "number",
        JsonValueKind.String => "string",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => null,
    };

    private static JsonElement? Declared(JsonElement? attributes, string name)
        => attributes is { ValueKind: JsonValueKind.Object } all && all.TryGetProperty(name, out var part) ? part : null;

    private static Dictionary<string, JsonElement>? Defaults(JsonElement? declared)
        => declared is { ValueKind: JsonValueKind.Object } all && all.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).ToList() is { Count: > 0 } given
            ? given.ToDictionary(p => p.Name, p => p.Value.Clone(), StringComparer.Ordinal)
            : null;

    private static JsonObject? ToObject(IReadOnlyDictionary<string, JsonElement>? pairs)
        => pairs is null ? null : new JsonObject(pairs.Select(p => KeyValuePair.Create(p.Key, JsonSerializer.SerializeToNode(p.Value, VnfLcmJsonContext.Default.JsonElement))));
}

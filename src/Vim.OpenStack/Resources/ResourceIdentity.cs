using System.Security.Cryptography;
using System.Text;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// How a resource is marked at OpenStack, in the creating request, so that it is found again whatever answer was lost: a digest of (tenant, account, kind, key), and for people the tenant and the key.
/// Servers and volumes carry it as metadata, images as property, everything of Neutron as description, server groups in their name.
/// </summary>
internal static class ResourceIdentity
{
    /// <summary>Tag and metadata name of everything that is ours.</summary>
    public const string Mark = "nfv-orchestrator";

    private const int MaxDescription = 255;

    /// <summary>The digest: 32 hexadecimal characters.</summary>
    public static string Of(string tenant, string account, VimResourceKind kind, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}\0{account}\0{kind.Token()}\0{key}")).AsSpan(0, 16));

    /// <summary>As description of a Neutron resource.</summary>
    public static string Description(ResourceRecord record, string part = "")
    {
        var text = $"nfv:{record.Identity}{part} {record.Tenant} {record.Key}";
        return text.Length <= MaxDescription ? text : text[..MaxDescription];
    }

    /// <summary>Reads a description; null when it is not ours. A key that did not fit is cut, which <see cref="ResourceMark.IsGenuine"/> shows.</summary>
    public static ResourceMark? Parse(string? description, VimResourceKind kind)
    {
        if (description is null || !description.StartsWith("nfv:", StringComparison.Ordinal))
        {
            return null;
        }
        var parts = description.Split(' ', 3);
        return parts.Length == 3 && parts[0].Length == 36 ? new ResourceMark(parts[0][4..], parts[1], kind, parts[2], null) : null;
    }

    /// <summary>Metadata of servers and volumes.</summary>
    public static Dictionary<string, string> Metadata(ResourceRecord record)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["nfv.id"] = record.Identity,
            ["nfv.tenant"] = record.Tenant,
            ["nfv.account"] = record.AccountId,
            ["nfv.key"] = record.Key,
        };
        var tags = record.Spec.Tags;
        if (tags.InstanceId is { Length: > 0 } instance)
        {
            metadata["nfv.instance"] = instance;
        }
        if (tags.VnfcId is { Length: > 0 } vnfc)
        {
            metadata["nfv.vnfcId"] = vnfc;
        }
        if (tags.DescriptorElementId is { Length: > 0 } element)
        {
            metadata["nfv.element"] = element;
        }
        if (tags.ManagedBy is { Length: > 0 } manager)
        {
            metadata["nfv.managedBy"] = manager;
        }
        return metadata;
    }

    /// <summary>Reads metadata; null when it is not ours.</summary>
    public static ResourceMark? Parse(IReadOnlyDictionary<string, string>? metadata, VimResourceKind kind) =>
        metadata is not null && metadata.TryGetValue("nfv.id", out var id) && metadata.TryGetValue("nfv.tenant", out var tenant) && metadata.TryGetValue("nfv.key", out var key)
            ? new ResourceMark(id, tenant, kind, key, metadata.GetValueOrDefault("nfv.instance"), metadata.GetValueOrDefault("nfv.managedBy"))
            : null;
}

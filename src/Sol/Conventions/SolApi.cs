namespace NfvOrchestrator.Sol.Conventions;

/// <summary>One API at one major version, as in <c>{apiRoot}/{apiName}/{apiMajorVersion}</c> (SOL013 §4.1).</summary>
public sealed class SolApi
{
    private readonly KeyValuePair<SolVersion, string>[] supported;

    /// <summary>Describes an API.</summary>
    /// <param name="name">Name in the URI, e.g. <c>vnflcm</c>.</param>
    /// <param name="major">Major version in the URI, e.g. <c>v2</c>.</param>
    /// <param name="versions">Supported versions; all of this major version.</param>
    public SolApi(string name, string major, params ReadOnlySpan<string> versions)
    {
        Name = name;
        Major = major;
        Prefix = $"/{name}/{major}";
        supported = new KeyValuePair<SolVersion, string>[versions.Length];
        for (var i = 0; i < versions.Length; i++)
        {
            var version = SolVersion.Parse(versions[i]);
            if ($"v{version.Major}" != major)
            {
                throw new ArgumentException($"Version {version} does not belong to {Prefix}.", nameof(versions));
            }

            supported[i] = new(version, version.ToString());
        }

        if (supported.Length == 0)
        {
            throw new ArgumentException($"{Prefix} needs at least one version.", nameof(versions));
        }

        Array.Sort(supported, static (a, b) => a.Key.CompareTo(b.Key));
        Newest = supported[^1].Value;
    }

    /// <summary>SOL003 §5: VNF lifecycle management.</summary>
    public static SolApi VnfLcm { get; } = new("vnflcm", "v2", "2.0.0", "2.1.0", "2.2.0", "2.3.0");

    /// <summary>SOL003 §9: granting of lifecycle operations.</summary>
    public static SolApi Grant { get; } = new("grant", "v1", "1.4.0", "1.5.0", "1.6.0", "1.7.0");

    /// <summary>SOL003 §10 and SOL005 §9: VNF packages.</summary>
    public static SolApi VnfPkgm { get; } = new("vnfpkgm", "v2", "2.1.0", "2.2.0", "2.3.0", "2.4.0");

    /// <summary>SOL005 §5: network service and PNF descriptors.</summary>
    public static SolApi Nsd { get; } = new("nsd", "v2", "2.0.0", "2.1.0", "2.2.0", "2.3.0");

    /// <summary>SOL005 §6: network service lifecycle management.</summary>
    public static SolApi NsLcm { get; } = new("nslcm", "v2", "2.0.0", "2.1.0", "2.2.0", "2.3.0");

    /// <summary>SOL003 §8 and SOL002 §8: VNF indicators.</summary>
    public static SolApi VnfInd { get; } = new("vnfind", "v1", "1.1.0", "1.2.0", "1.3.0", "1.4.0");

    /// <summary>SOL003 §11: virtualised resources quota available notifications.</summary>
    public static SolApi VrQan { get; } = new("vrqan", "v1", "1.0.0", "1.1.0", "1.2.0", "1.3.0");

    /// <summary>SOL003 §6 and SOL002 §6: VNF performance management.</summary>
    public static SolApi VnfPm { get; } = new("vnfpm", "v2", "2.0.0", "2.1.0", "2.2.0");

    /// <summary>SOL005 §7: network service performance management.</summary>
    public static SolApi NsPm { get; } = new("nspm", "v2", "2.0.0", "2.1.0", "2.2.0", "2.3.0");

    /// <summary>SOL002 §10: coordination of lifecycle operations, at the element manager or VNF.</summary>
    public static SolApi LcmCoord { get; } = new("lcmcoord", "v1", "1.0.0", "1.1.0");

    /// <summary>SOL002 §9: configuration, at the element manager or VNF.</summary>
    public static SolApi VnfConfig { get; } = new("vnfconfig", "v1", "1.1.0", "1.2.0", "1.3.0");

    /// <summary>SOL003 2.6.1 §5: VNF lifecycle management as most deployed clients speak it.</summary>
    public static SolApi VnfLcmV1 { get; } = new("vnflcm", "v1", "1.0.0", "1.1.0", "1.2.0", "1.3.0") { VersionOptional = true };

    /// <summary>SOL003 2.6.1 §10 and SOL005 2.6.1 §9: VNF packages.</summary>
    public static SolApi VnfPkgmV1 { get; } = new("vnfpkgm", "v1", "1.0.0", "1.1.0", "1.2.0", "1.3.0") { VersionOptional = true };

    /// <summary>SOL005 2.6.1 §5: network service and PNF descriptors.</summary>
    public static SolApi NsdV1 { get; } = new("nsd", "v1", "1.0.0", "1.1.0", "1.2.0", "1.3.0") { VersionOptional = true };

    /// <summary>SOL005 2.6.1 §6: network service lifecycle management.</summary>
    public static SolApi NsLcmV1 { get; } = new("nslcm", "v1", "1.0.0", "1.1.0", "1.2.0", "1.3.0") { VersionOptional = true };

    /// <summary>SOL003 2.6.1 §6: VNF performance management.</summary>
    public static SolApi VnfPmV1 { get; } = new("vnfpm", "v1", "1.0.0", "1.1.0", "1.2.0", "1.3.0") { VersionOptional = true };

    /// <summary>SOL005 2.6.1 §7: network service performance management.</summary>
    public static SolApi NsPmV1 { get; } = new("nspm", "v1", "1.0.0", "1.1.0", "1.2.0", "1.3.0") { VersionOptional = true };

    /// <summary>Every API that this product serves, in every major version.</summary>
    public static IReadOnlyList<SolApi> All { get; } = [VnfLcm, VnfLcmV1, VnfPkgm, VnfPkgmV1, Nsd, NsdV1, NsLcm, NsLcmV1, Grant, VrQan, VnfInd, VnfPm, VnfPmV1, NsPm, NsPmV1];

    /// <summary>Name in the URI.</summary>
    public string Name { get; }

    /// <summary>Major version in the URI.</summary>
    public string Major { get; }

    /// <summary><c>/{apiName}/{apiMajorVersion}</c>.</summary>
    public string Prefix { get; }

    /// <summary>The newest supported version.</summary>
    public string Newest { get; }

    /// <summary>A request without a Version header means the newest version (clients of the 2.x generation on v1 URIs).</summary>
    public bool VersionOptional { get; init; }

    /// <summary>Supported versions, oldest first.</summary>
    public IEnumerable<string> Versions => supported.Select(static v => v.Value);

    /// <summary>The supported version equal to the one asked for; null when it is not supported.</summary>
    public string? Match(SolVersion asked)
    {
        foreach (var (version, text) in supported)
        {
            if (version == asked)
            {
                return text;
            }
        }

        return null;
    }
}

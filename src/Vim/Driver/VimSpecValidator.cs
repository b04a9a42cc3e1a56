using System.Net;

namespace NfvOrchestrator.Vim;

/// <summary>Checks of specifications that hold for every VIM, done before a driver sees them.</summary>
public static class VimSpecValidator
{
    private const int MaxList = 256;
    private const int MaxText = 1024;

    /// <summary>Throws <see cref="VimErrorCause.INVALID_REQUEST"/> naming the first member that is wrong.</summary>
    public static void Validate(string key, VimResourceSpec spec)
    {
        if (!VimKey.IsValid(key))
        {
            throw Invalid(spec.Kind, null, $"the key '{Shorten(key)}' is not usable: 1 to {VimKey.MaxLength} letters, digits or - _ . : ~ are allowed");
        }

        Check(spec.Kind, key, Text(spec.Tags.InstanceId, 255) && Text(spec.Tags.VnfcId, 255) && Text(spec.Tags.DescriptorElementId, 255) && Text(spec.Tags.OperationId, 255) && Text(spec.Tags.ManagedBy, 255),
            "tags may have at most 255 characters each");
        switch (spec)
        {
            case NetworkSpec network: Network(key, network); break;
            case PortSpec port: Port(key, port); break;
            case SecurityGroupSpec group: SecurityGroup(key, group); break;
            case SnapshotSpec snapshot:
                Check(spec.Kind, key, snapshot.SourceKind is VimResourceKind.Compute or VimResourceKind.Storage, "sourceKind is neither compute nor storage");
                Check(spec.Kind, key, VimKey.IsValid(snapshot.SourceKey) && Text(snapshot.Name, MaxText), "sourceKey is not a key, or the name is too long");
                break;
            case StorageSpec storage:
                Check(spec.Kind, key, storage.SizeGib is >= 1 and <= 1_048_576, $"sizeGib is {storage.SizeGib}, 1 to 1048576 is possible");
                Check(spec.Kind, key, (storage.ImageRef is null ? 0 : 1) + (storage.SnapshotKey is null ? 0 : 1) + (storage.SourceVolumeKey is null ? 0 : 1) <= 1, "at most one of imageRef, snapshotKey and sourceVolumeKey is possible");
                Check(spec.Kind, key, (storage.SnapshotKey is null || VimKey.IsValid(storage.SnapshotKey)) && (storage.SourceVolumeKey is null || VimKey.IsValid(storage.SourceVolumeKey)), "snapshotKey or sourceVolumeKey is not a key");
                Check(spec.Kind, key, Text(storage.Name, MaxText) && Text(storage.ImageRef, MaxText) && Text(storage.Type, 255), "name, type or imageRef is too long");
                break;
            case ComputeSpec compute: Compute(key, compute); break;
            case ImageSpec image:
                Check(spec.Kind, key, !string.IsNullOrWhiteSpace(image.Name) && Text(image.Name, MaxText), "name is missing or too long");
                Check(spec.Kind, key, image.SizeBytes is null or >= 0, "sizeBytes is negative");
                Check(spec.Kind, key, image.ChecksumAlgorithm is "SHA-224" or "SHA-256" or "SHA-384" or "SHA-512",
                    $"checksumAlgorithm is '{Shorten(image.ChecksumAlgorithm)}'; SHA-224, SHA-256, SHA-384 and SHA-512 are known");
                Check(spec.Kind, key, image.SourceUri is null || !image.ContentFollows, "sourceUri and contentFollows exclude each other");
                Check(spec.Kind, key, !image.Properties.ContainsKey("visibility"), "properties names visibility, which is a member of its own");
                Properties(spec.Kind, key, image.Properties, "properties");
                break;
        }
    }

    private static void Network(string key, NetworkSpec spec)
    {
        Check(spec.Kind, key, !string.IsNullOrWhiteSpace(spec.Name) && Text(spec.Name, MaxText), "name is missing or too long");
        var highest = spec.Type == VimNetworkType.VLAN ? 4094 : 16_777_215;
        Check(spec.Kind, key, spec.SegmentationId is null || (spec.Type != VimNetworkType.FLAT && spec.SegmentationId >= 1 && spec.SegmentationId <= highest),
            $"segmentationId {spec.SegmentationId} is not possible on a network of type {spec.Type} (1 to {highest}, none for FLAT)");
        Check(spec.Kind, key, spec.Mtu is null or (>= 68 and <= 65535), $"mtu is {spec.Mtu}, 68 to 65535 is possible");
        Check(spec.Kind, key, spec.Subnets.Count <= 64, "more than 64 subnets");
        Qos(spec.Kind, key, spec.Qos);
        foreach (var subnet in spec.Subnets)
        {
            Check(spec.Kind, key, subnet is not null && !subnet.Pools.Contains(null!), "subnets contains null");
            Check(spec.Kind, key, IPNetwork.TryParse(subnet.Cidr, out var block), $"subnet '{Shorten(subnet.Cidr)}' is not an address block (e.g. 10.0.0.0/24)");
            var six = block.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
            Check(spec.Kind, key, subnet.IpVersion == (six ? 6 : 4), $"subnet {subnet.Cidr} says ipVersion {subnet.IpVersion}");
            Check(spec.Kind, key, subnet.Gateway is null || Within(block, subnet.Gateway), $"gateway '{Shorten(subnet.Gateway)}' is not in {subnet.Cidr}");
            Check(spec.Kind, key, subnet.Pools.Count <= 64, $"subnet {subnet.Cidr} has more than 64 pools");
            Check(spec.Kind, key, six || subnet.Ipv6Mode is null, $"subnet {subnet.Cidr} is not IPv6 and says ipv6Mode {subnet.Ipv6Mode}");
            foreach (var pool in subnet.Pools)
            {
                Check(spec.Kind, key, Within(block, pool.Start) && Within(block, pool.End), $"pool {Shorten(pool.Start)} to {Shorten(pool.End)} is not in {subnet.Cidr}");
            }

            if (VimSubnetCheck.FaultOf(subnet, block.BaseAddress.AddressFamily) is { } fault) throw Invalid(spec.Kind, key, $"subnet {subnet.Cidr}: {fault}");
        }
    }

    private static void Port(string key, PortSpec spec)
    {
        Check(spec.Kind, key, !string.IsNullOrWhiteSpace(spec.NetworkRef) && Text(spec.NetworkRef, 255), "networkRef is missing or too long");
        Check(spec.Kind, key, spec.FixedIps.Count <= 64 && spec.SecurityGroups.Count <= 64 && spec.AllowedAddresses.Count <= 64, "a list has more than 64 elements");
        Check(spec.Kind, key, spec.MacAddress is null || IsMac(spec.MacAddress), $"macAddress '{Shorten(spec.MacAddress)}' is not written aa:bb:cc:dd:ee:ff");
        Check(spec.Kind, key, spec.PortSecurity || spec.SecurityGroups.Count == 0, "securityGroups need portSecurity");
        Check(spec.Kind, key, !spec.SecurityGroups.Contains(null!) && !spec.AllowedAddresses.Contains(null!) && !spec.SubPorts.Contains(null!), "a list contains null");
        Check(spec.Kind, key, spec.PortSecurity || spec.AllowedAddresses.Count == 0, "allowedAddresses need portSecurity: without it everything is allowed");
        foreach (var pair in spec.AllowedAddresses)
        {
            var comma = pair.IndexOf(',', StringComparison.Ordinal);
            var block = comma < 0 ? pair : pair[..comma];
            Check(spec.Kind, key, (IPAddress.TryParse(block, out _) || IPNetwork.TryParse(block, out _)) && (comma < 0 || IsMac(pair[(comma + 1)..])),
                $"allowedAddresses '{Shorten(pair)}' is not an address or block, optionally followed by ',' and a MAC address");
        }

        Qos(spec.Kind, key, spec.Bandwidth);
        Check(spec.Kind, key, spec.SubPorts.Count <= MaxList, "more than 256 subPorts");
        Distinct(spec.Kind, key, [.. spec.SubPorts.Select(sub => sub.PortKey)], "subPorts");
        foreach (var sub in spec.SubPorts)
        {
            Check(spec.Kind, key, sub.SegmentationId is null or (>= 1 and <= 4094) && !string.Equals(sub.PortKey, key, StringComparison.Ordinal), $"sub-port '{sub.PortKey}' with segmentationId {sub.SegmentationId} is not possible");
        }

        Check(spec.Kind, key, spec.SubPorts.Where(sub => sub.SegmentationId is not null).DistinctBy(sub => sub.SegmentationId).Count() == spec.SubPorts.Count(sub => sub.SegmentationId is not null), "two subPorts have the same segmentationId");
        Check(spec.Kind, key, spec.FloatingIp is null || (spec.FloatingIp.NetworkRef is null or [_, ..] && Text(spec.FloatingIp.NetworkRef, 255)
            && (spec.FloatingIp.Address is null || IPAddress.TryParse(spec.FloatingIp.Address, out _))), "the networkRef of floatingIp must not be empty (absent: the account's outer network), and its address must be one");
        foreach (var ip in spec.FixedIps)
        {
            Check(spec.Kind, key, ip is not null, "fixedIps contains null");
            Check(spec.Kind, key, ip.Address is not null || ip.SubnetCidr is not null || ip.SubnetId is not null, "a fixedIp needs address, subnetCidr or subnetId");
            Check(spec.Kind, key, (ip.SubnetCidr is null || ip.SubnetId is null) && Text(ip.SubnetId, 255), "a fixedIp names its subnet by subnetCidr or by subnetId, not by both");
            Check(spec.Kind, key, ip.Address is null || IPAddress.TryParse(ip.Address, out _), $"fixedIp '{Shorten(ip.Address)}' is not an address");
            Check(spec.Kind, key, ip.SubnetCidr is null || IPNetwork.TryParse(ip.SubnetCidr, out _), $"subnetCidr '{Shorten(ip.SubnetCidr)}' is not an address block");
        }
    }

    private static void Compute(string key, ComputeSpec spec)
    {
        Check(spec.Kind, key, !string.IsNullOrWhiteSpace(spec.Name) && Text(spec.Name, 255), "name is missing or longer than 255 characters");
        Check(spec.Kind, key, spec.Vcpus is >= 1 and <= 512, $"vcpus is {spec.Vcpus}, 1 to 512 is possible");
        Check(spec.Kind, key, spec.MemoryMib is >= 1 and <= 16_777_216, $"memoryMib is {spec.MemoryMib}, 1 to 16777216 is possible");
        Check(spec.Kind, key, spec.DiskGib is >= 0 and <= 1_048_576, $"diskGib is {spec.DiskGib}, 0 to 1048576 is possible");
        Check(spec.Kind, key, spec.FurtherDisksGib.Count <= 16 && spec.FurtherDisksGib.All(static gib => gib is >= 1 and <= 1_048_576), "furtherDisksGib has more than 16 disks, or one that is not 1 to 1048576 GiB");
        Check(spec.Kind, key, spec.HugepageSizeKib is null or 2048 or 1048576, $"hugepageSizeKib is {spec.HugepageSizeKib}; 2048 and 1048576 are possible");
        Check(spec.Kind, key, spec.NumaNodes is >= 0 and <= 8, $"numaNodes is {spec.NumaNodes}, 0 to 8 is possible");
        Check(spec.Kind, key, spec.NumaNodes <= 1 || (spec.Vcpus % spec.NumaNodes == 0 && spec.MemoryMib % spec.NumaNodes == 0),
            $"{spec.Vcpus} vCPUs and {spec.MemoryMib} MiB cannot be shared equally by {spec.NumaNodes} NUMA nodes");
        Check(spec.Kind, key, spec.PortKeys.Count <= MaxList && spec.VolumeKeys.Count <= MaxList && spec.AffinityGroupKeys.Count <= 64 && spec.PciDevices.Count <= 64,
            "a list is too long (256 ports or volumes, 64 affinity groups or PCI requests)");
        Distinct(spec.Kind, key, spec.PortKeys, "portKeys");
        Distinct(spec.Kind, key, spec.VolumeKeys, "volumeKeys");
        Distinct(spec.Kind, key, spec.AffinityGroupKeys, "affinityGroupKeys");
        foreach (var pci in spec.PciDevices) Check(spec.Kind, key, pci is { Alias: not null } && pci.Count is >= 1 and <= 64, "pciDevices needs an alias and a count of 1 to 64 each");
        Check(spec.Kind, key, spec.CpuThreadPolicy is null || spec.CpuPolicy == VimCpuPolicy.DEDICATED, "cpuThreadPolicy needs cpuPolicy DEDICATED");
        Check(spec.Kind, key, spec.KeyPairRef is null or { Length: >= 1 and <= 255 }, "keyPairRef is empty or longer than 255 characters");
        Properties(spec.Kind, key, spec.Metadata, "metadata");
        Properties(spec.Kind, key, spec.FlavourProperties, "flavourProperties");
        if (UserDataFault(spec.UserData) is { } fault) throw Invalid(spec.Kind, key, fault);
    }

    /// <summary>What is wrong with boot data; null when nothing is.</summary>
    internal static string? UserDataFault(string? userData)
    {
        if (userData is null) return null;
        if (userData.Length > ComputeSpec.MaxUserDataCharacters)
        {
            return $"userData has {userData.Length} characters of base64; at most {ComputeSpec.MaxUserDataCharacters} are possible, which are {ComputeSpec.MaxUserDataBytes} bytes";
        }

        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(ComputeSpec.MaxUserDataBytes + 3);
        try
        {
            return Convert.TryFromBase64String(userData, buffer, out _) ? null : "userData is not base64";
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer, clearArray: true); // it may hold secrets
        }
    }

    private static void SecurityGroup(string key, SecurityGroupSpec spec)
    {
        Check(spec.Kind, key, !string.IsNullOrWhiteSpace(spec.Name) && Text(spec.Name, 255) && Text(spec.Description, 255), "name is missing, or name or description is longer than 255 characters");
        Check(spec.Kind, key, spec.Rules.Count <= MaxList && !spec.Rules.Contains(null!), "rules contains null, or more than 256 rules");
        Check(spec.Kind, key, spec.Rules.Distinct().Count() == spec.Rules.Count, "rules contains the same rule twice");
        foreach (var rule in spec.Rules)
        {
            Check(spec.Kind, key, rule.IpVersion is 4 or 6, $"a rule says ipVersion {rule.IpVersion}");
            Check(spec.Kind, key, rule.Protocol is null or "tcp" or "udp" or "sctp" or "icmp" or "icmpv6" || byte.TryParse(rule.Protocol, out _),
                $"protocol '{Shorten(rule.Protocol)}' is not known: tcp, udp, sctp, icmp, icmpv6 and numbers are");
            var highest = rule.Protocol is "icmp" or "icmpv6" ? 255 : 65535;
            var ordered = rule.Protocol is "icmp" or "icmpv6" || rule.PortMin is null || rule.PortMax is null || rule.PortMin <= rule.PortMax;
            Check(spec.Kind, key, ordered && rule.PortMin is null or >= 0 && !(rule.PortMin > highest) && rule.PortMax is null or >= 0 && !(rule.PortMax > highest), $"ports {rule.PortMin} to {rule.PortMax} of a rule are not possible");
            Check(spec.Kind, key, rule.PortMin is null || rule.Protocol is not null, "a rule with ports needs a protocol");
            Check(spec.Kind, key, rule.RemoteCidr is null || rule.RemoteGroup is null, "remoteCidr and remoteGroup exclude each other");
            Check(spec.Kind, key, rule.RemoteCidr is null || IPNetwork.TryParse(rule.RemoteCidr, out _), $"remoteCidr '{Shorten(rule.RemoteCidr)}' is not an address block");
            Check(spec.Kind, key, rule.RemoteGroup is null || VimKey.IsValid(rule.RemoteGroup), $"remoteGroup '{Shorten(rule.RemoteGroup)}' is not a key");
        }
    }

    private static void Qos(VimResourceKind kind, string key, VimQos? qos)
    {
        if (qos is null) return;
        Check(kind, key, qos.Dscp is null or (>= 0 and <= 63) && !(qos.MinBitsPerSecond < 0) && !(qos.MaxBitsPerSecond < 0) && !(qos.MinBitsPerSecond > qos.MaxBitsPerSecond),
            $"a bandwidth of {qos.MinBitsPerSecond} to {qos.MaxBitsPerSecond} bit/s with DSCP {qos.Dscp} is not possible");
    }

    private static void Properties(VimResourceKind kind, string key, IReadOnlyDictionary<string, string> properties, string member)
    {
        Check(kind, key, properties.Count <= 128, $"{member} has more than 128 elements");
        foreach (var (name, value) in properties) Check(kind, key, name.Length is >= 1 and <= 255 && value is { Length: <= 255 }, $"{member} '{Shorten(name)}': name and value may have 255 characters each");
    }

    private static void Distinct(VimResourceKind kind, string key, IReadOnlyList<string> list, string name)
    {
        for (var i = 0; i < list.Count; i++)
        {
            Check(kind, key, VimKey.IsValid(list[i]), $"{name}[{i}] '{Shorten(list[i])}' is not a key");
            for (var j = 0; j < i; j++) Check(kind, key, !string.Equals(list[i], list[j], StringComparison.Ordinal), $"{name} names '{list[i]}' twice");
        }
    }

    private static bool Within(IPNetwork block, string address) => IPAddress.TryParse(address, out var ip) && block.Contains(ip);

    private static bool IsMac(string text)
    {
        if (text.Length != 17) return false;
        for (var i = 0; i < 17; i++)
        {
            if (i % 3 == 2 ? text[i] != ':' : !char.IsAsciiHexDigit(text[i])) return false;
        }

        return true;
    }

    private static bool Text(string? text, int longest) => text is null || text.Length <= longest;

    private static string Shorten(string? text) => text is null ? "" : text.Length <= 80 ? text : text[..80] + "…";

    private static void Check(VimResourceKind kind, string key, [System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool holds, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument(nameof(holds))] ref Lazily what)
    {
        if (!holds) throw Invalid(kind, key, what.ToString());
    }

    private static void Check(VimResourceKind kind, string key, [System.Diagnostics.CodeAnalysis.DoesNotReturnIf(false)] bool holds, string what)
    {
        if (!holds) throw Invalid(kind, key, what);
    }

    private static VimException Invalid(VimResourceKind kind, string? key, string what) =>
        new(VimErrorCause.INVALID_REQUEST, $"The specification of {kind.Token()} '{key}' is wrong: {what}. Nothing was done.", retryable: false, kind, key);

    /// <summary>Builds the message only when the check failed: checks are on the hot path.</summary>
    [System.Runtime.CompilerServices.InterpolatedStringHandler]
    internal ref struct Lazily
    {
        private System.Text.StringBuilder? text;

        public Lazily(int literalLength, int formattedCount, bool holds, out bool wanted)
        {
            _ = formattedCount;
            wanted = !holds;
            text = holds ? null : new System.Text.StringBuilder(literalLength + 32);
        }

        public readonly void AppendLiteral(string value) => text!.Append(value);

        public readonly void AppendFormatted<T>(T value) => text!.Append(value);

        public override readonly string ToString() => text?.ToString() ?? "";
    }
}

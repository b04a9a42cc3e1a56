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

        Check(spec.Kind, key, Text(spec.Tags.InstanceId, 255) && Text(spec.Tags.VnfcId, 255) && Text(spec.Tags.DescriptorElementId, 255) && Text(spec.Tags.OperationId, 255),
            "tags may have at most 255 characters each");
        switch (spec)
        {
            case NetworkSpec network: Network(key, network); break;
            case PortSpec port: Port(key, port); break;
            case StorageSpec storage:
                Check(spec.Kind, key, storage.SizeGib is >= 1 and <= 1_048_576, $"sizeGib is {storage.SizeGib}, 1 to 1048576 is possible");
                Check(spec.Kind, key, Text(storage.Name, MaxText) && Text(storage.ImageRef, MaxText) && Text(storage.Type, 255), "name, type or imageRef is too long");
                break;
            case ComputeSpec compute: Compute(key, compute); break;
            case ImageSpec image:
                Check(spec.Kind, key, !string.IsNullOrWhiteSpace(image.Name) && Text(image.Name, MaxText), "name is missing or too long");
                Check(spec.Kind, key, image.SizeBytes is null or >= 0, "sizeBytes is negative");
                Check(spec.Kind, key, image.ChecksumAlgorithm is "SHA-224" or "SHA-256" or "SHA-384" or "SHA-512",
                    $"checksumAlgorithm is '{Shorten(image.ChecksumAlgorithm)}'; SHA-224, SHA-256, SHA-384 and SHA-512 are known");
                Check(spec.Kind, key, image.SourceUri is null || !image.ContentFollows, "sourceUri and contentFollows exclude each other");
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
        foreach (var subnet in spec.Subnets)
        {
            Check(spec.Kind, key, subnet is not null && !subnet.Pools.Contains(null!) && !subnet.DnsServers.Contains(null!), "subnets contains null");
            Check(spec.Kind, key, IPNetwork.TryParse(subnet.Cidr, out var block), $"subnet '{Shorten(subnet.Cidr)}' is not an address block (e.g. 10.0.0.0/24)");
            var six = block.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
            Check(spec.Kind, key, subnet.IpVersion == (six ? 6 : 4), $"subnet {subnet.Cidr} says ipVersion {subnet.IpVersion}");
            Check(spec.Kind, key, subnet.Gateway is null || Within(block, subnet.Gateway), $"gateway '{Shorten(subnet.Gateway)}' is not in {subnet.Cidr}");
            Check(spec.Kind, key, subnet.Pools.Count <= 64, $"subnet {subnet.Cidr} has more than 64 pools");
            foreach (var pool in subnet.Pools)
            {
                Check(spec.Kind, key, Within(block, pool.Start) && Within(block, pool.End), $"pool {Shorten(pool.Start)} to {Shorten(pool.End)} is not in {subnet.Cidr}");
            }
        }
    }

    private static void Port(string key, PortSpec spec)
    {
        Check(spec.Kind, key, !string.IsNullOrWhiteSpace(spec.NetworkRef) && Text(spec.NetworkRef, 255), "networkRef is missing or too long");
        Check(spec.Kind, key, spec.FixedIps.Count <= 64 && spec.SecurityGroups.Count <= 64 && spec.AllowedAddresses.Count <= 64, "a list has more than 64 elements");
        Check(spec.Kind, key, spec.MacAddress is null || IsMac(spec.MacAddress), $"macAddress '{Shorten(spec.MacAddress)}' is not written aa:bb:cc:dd:ee:ff");
        Check(spec.Kind, key, spec.PortSecurity || spec.SecurityGroups.Count == 0, "securityGroups need portSecurity");
        Check(spec.Kind, key, !spec.SecurityGroups.Contains(null!) && !spec.AllowedAddresses.Contains(null!), "a list contains null");
        foreach (var ip in spec.FixedIps)
        {
            Check(spec.Kind, key, ip is not null, "fixedIps contains null");
            Check(spec.Kind, key, ip.Address is not null || ip.SubnetCidr is not null, "a fixedIp needs address or subnetCidr");
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
        Check(spec.Kind, key, spec.HugepageSizeKib is null or 2048 or 1048576, $"hugepageSizeKib is {spec.HugepageSizeKib}; 2048 and 1048576 are possible");
        Check(spec.Kind, key, spec.NumaNodes is >= 0 and <= 8, $"numaNodes is {spec.NumaNodes}, 0 to 8 is possible");
        Check(spec.Kind, key, spec.NumaNodes <= 1 || (spec.Vcpus % spec.NumaNodes == 0 && spec.MemoryMib % spec.NumaNodes == 0),
            $"{spec.Vcpus} vCPUs and {spec.MemoryMib} MiB cannot be shared equally by {spec.NumaNodes} NUMA nodes");
        Check(spec.Kind, key, spec.PortKeys.Count <= MaxList && spec.VolumeKeys.Count <= MaxList && spec.AffinityGroupKeys.Count <= 64 && spec.PciDevices.Count <= 64 && spec.Metadata.Count <= 128,
            "a list is too long (256 ports or volumes, 64 affinity groups or PCI requests, 128 metadata)");
        Distinct(spec.Kind, key, spec.PortKeys, "portKeys");
        Distinct(spec.Kind, key, spec.VolumeKeys, "volumeKeys");
        Distinct(spec.Kind, key, spec.AffinityGroupKeys, "affinityGroupKeys");
        foreach (var pci in spec.PciDevices) Check(spec.Kind, key, pci is { Alias: not null } && pci.Count is >= 1 and <= 64, "pciDevices needs an alias and a count of 1 to 64 each");
        foreach (var (name, value) in spec.Metadata) Check(spec.Kind, key, name.Length is >= 1 and <= 255 && value is { Length: <= 255 }, $"metadata '{Shorten(name)}': name and value may have 255 characters each");
        if (spec.UserData is { } userData)
        {
            var length = userData.Length;
            Check(spec.Kind, key, length <= 4 * ((ComputeSpec.MaxUserDataBytes + 2) / 3), $"userData has {length} characters of base64; it may hold {ComputeSpec.MaxUserDataBytes} bytes");
            var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(ComputeSpec.MaxUserDataBytes + 3);
            try
            {
                Check(spec.Kind, key, Convert.TryFromBase64String(userData, buffer, out var bytes), "userData is not base64");
                Check(spec.Kind, key, bytes <= ComputeSpec.MaxUserDataBytes, $"userData has {bytes} bytes; at most {ComputeSpec.MaxUserDataBytes} are possible");
            }
            finally
            {
                System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
            }
        }
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

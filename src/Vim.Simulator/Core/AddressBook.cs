using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Addresses of a network: which are taken, and the next free one of each subnet in constant time.</summary>
internal sealed class AddressBook
{
    private readonly List<Subnet> subnets = [];
    private readonly HashSet<string> macs = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> SubnetIds => [.. subnets.Select(subnet => subnet.Id)];

    public void Add(VimSubnet subnet, string id) => subnets.Add(new Subnet(subnet, id));

    public bool TakeMac(string mac) => macs.Add(mac);

    public void FreeMac(string mac) => macs.Remove(mac);

    /// <summary>Takes one address of every subnet, or those wanted. On failure nothing is taken and the reason is told.</summary>
    public bool TryTake(IReadOnlyList<VimFixedIp> wanted, List<(string Address, string SubnetId)> taken, out string reason)
    {
        reason = "";
        if (wanted.Count == 0)
        {
            foreach (var subnet in subnets)
            {
                if (!subnet.TryNext(out var address))
                {
                    reason = $"no address is free in {subnet.Spec.Cidr}";
                    Undo(taken);
                    return false;
                }

                taken.Add((address, subnet.Id));
            }

            return true;
        }

        foreach (var want in wanted)
        {
            var subnet = subnets.Find(candidate => want.Address is { } ip ? candidate.Contains(ip)
                : want.SubnetId is { } id ? string.Equals(candidate.Id, id, StringComparison.Ordinal) : string.Equals(candidate.Spec.Cidr, want.SubnetCidr, StringComparison.Ordinal));
            string address = "";
            if (subnet is null)
            {
                reason = $"no subnet of the network has {want.Address ?? want.SubnetCidr ?? $"the identifier {want.SubnetId}"} (it has {string.Join(", ", subnets.Select(s => s.Spec.Cidr))})";
            }
            else if (want.Address is not null ? !subnet.TryTake(address = Canonical(want.Address)) : !subnet.TryNext(out address))
            {
                reason = want.Address is not null ? $"address {want.Address} is taken, or is the gateway or the network's own" : $"no address is free in {subnet.Spec.Cidr}";
                subnet = null;
            }

            if (subnet is null)
            {
                Undo(taken);
                return false;
            }

            taken.Add((address, subnet.Id));
        }

        return true;
    }

    /// <summary>Whether an address is one of these.</summary>
    public bool Has(string address) => subnets.Exists(subnet => subnet.Contains(address));

    /// <summary>Books an address known from the journal.</summary>
    public void Restore(string address, string? subnetId) => Find(subnetId)?.TryTake(address);

    /// <summary>Books an address of whichever subnet has it.</summary>
    public void Restore(string address) => subnets.Find(subnet => subnet.Contains(address))?.TryTake(address);

    /// <summary>Frees an address of whichever subnet has it.</summary>
    public void Free(string address) => subnets.Find(subnet => subnet.Contains(address))?.Free(address);

    public void Free(string address, string? subnetId) => Find(subnetId)?.Free(address);

    private void Undo(List<(string Address, string SubnetId)> taken)
    {
        foreach (var (address, subnetId) in taken) Free(address, subnetId);
        taken.Clear();
    }

    private Subnet? Find(string? id) => subnets.Find(subnet => string.Equals(subnet.Id, id, StringComparison.Ordinal));

    private static string Canonical(string address) => IPAddress.Parse(address).ToString();

    private sealed class Subnet
    {
        private readonly IPNetwork block;
        private readonly List<(UInt128 First, UInt128 Last)> ranges = [];
        private readonly HashSet<UInt128> taken = [];
        private readonly Stack<UInt128> freed = new();
        private int range;
        private UInt128 next;

        public Subnet(VimSubnet spec, string id)
        {
            Spec = spec;
            Id = id;
            block = IPNetwork.Parse(spec.Cidr);
            var first = Number(block.BaseAddress);
            var bits = (block.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32) - block.PrefixLength;
            var last = bits == 128 ? UInt128.MaxValue : first + ((UInt128.One << bits) - 1);
            if (spec.Pools.Count > 0)
            {
                foreach (var pool in spec.Pools) ranges.Add((Number(IPAddress.Parse(pool.Start)), Number(IPAddress.Parse(pool.End))));
            }
            else
            {
                ranges.Add(bits > 1 ? (first + 1, last - 1) : (first, last));
            }

            if (bits > 1) taken.Add(first); // the network's own address
            if (bits > 1 && spec.IpVersion == 4) taken.Add(last);
            if (spec.Gateway is { } gateway) taken.Add(Number(IPAddress.Parse(gateway)));
            next = ranges[0].First;
        }

        public VimSubnet Spec { get; }

        public string Id { get; }

        public bool Contains(string address) => IPAddress.TryParse(address, out var ip) && block.Contains(ip);

        public bool TryNext(out string address)
        {
            while (freed.TryPop(out var again))
            {
                if (taken.Add(again))
                {
                    address = Text(again);
                    return true;
                }
            }

            while (range < ranges.Count)
            {
                while (next <= ranges[range].Last)
                {
                    var candidate = next++;
                    if (taken.Add(candidate))
                    {
                        address = Text(candidate);
                        return true;
                    }
                }

                range++;
                if (range < ranges.Count) next = ranges[range].First;
            }

            address = "";
            return false;
        }

        public bool TryTake(string address) => taken.Add(Number(IPAddress.Parse(address)));

        public void Free(string address)
        {
            var number = Number(IPAddress.Parse(address));
            if (!taken.Remove(number)) return;
            // One the walk has yet to reach may be remembered too: it is taken once, whichever finds it first.
            if (ranges.Exists(r => number >= r.First && number <= r.Last)) freed.Push(number);
        }

        private static UInt128 Number(IPAddress address)
        {
            Span<byte> bytes = stackalloc byte[16];
            address.TryWriteBytes(bytes, out var length);
            return length == 4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
        }

        private string Text(UInt128 number)
        {
            Span<byte> bytes = stackalloc byte[16];
            if (block.BaseAddress.AddressFamily == AddressFamily.InterNetwork)
            {
                BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)number);
                return new IPAddress(bytes[..4]).ToString();
            }

            BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
            return new IPAddress(bytes).ToString();
        }
    }
}

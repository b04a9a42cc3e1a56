using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>Addresses of one family, from the first to the last.</summary>
/// <param name="First">First address as a number.</param>
/// <param name="Last">Last address as a number.</param>
/// <param name="IsSix">IPv6.</param>
internal readonly record struct AddressRange(BigInteger First, BigInteger Last, bool IsSix)
{
    /// <summary>How many there are.</summary>
    public BigInteger Count => Last - First + 1;

    /// <summary>Two addresses as the ends of a range; null when they are none: no addresses, of two families, or the last before the first.</summary>
    public static AddressRange? Between(string first, string last)
        => IPAddress.TryParse(first, out var a) && IPAddress.TryParse(last, out var b) && a.AddressFamily == b.AddressFamily && Number(a) is var low && Number(b) is var high && low <= high
            ? new AddressRange(low, high, a.AddressFamily == AddressFamily.InterNetworkV6)
            : null;

    /// <summary>The addresses of a block as ports can have them; null when it is none.</summary>
    public static AddressRange? Usable(string? block)
    {
        if (!IPNetwork.TryParse(block, out var network))
        {
            return null;
        }
        var six = network.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;
        var size = BigInteger.One << ((six ? 128 : 32) - network.PrefixLength);
        var first = Number(network.BaseAddress);
        // The first and the last address of an IPv4 block are nobody's, where there are others.
        var spared = !six && size > 2 ? 1 : 0;
        return new AddressRange(first + spared, first + size - 1 - spared, six);
    }

    /// <summary>Whether both have an address.</summary>
    public bool Overlaps(AddressRange other) => IsSix == other.IsSix && First <= other.Last && other.First <= Last;

    /// <summary>Whether all addresses of the other are in it.</summary>
    public bool Contains(AddressRange other) => IsSix == other.IsSix && First <= other.First && other.Last <= Last;

    private static BigInteger Number(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
}

using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

public sealed class ExternalSubnetCheckTests
{
    private static readonly (string Id, string Cidr)[] Subnets = [("four", "10.1.0.0/24"), ("other", "10.2.0.0/24"), ("six", "fd00::/64")];

    public static TheoryData<string, IpAddressData, string?> Cases => new()
    {
        { "in one of them", new IpAddressData { Type = IpAddressType.IPV4, FixedAddresses = ["10.2.0.7"] }, null },
        { "in none", new IpAddressData { Type = IpAddressType.IPV4, FixedAddresses = ["10.2.0.7", "10.3.0.7"] }, "The address 10.3.0.7" },
        { "nobody's", new IpAddressData { Type = IpAddressType.IPV4, FixedAddresses = ["10.2.0.255"] }, "10.2.0.255" },
        { "in the named one", new IpAddressData { Type = IpAddressType.IPV4, SubnetId = "other", FixedAddresses = ["10.2.0.7"] }, null },
        { "in another than the named one", new IpAddressData { Type = IpAddressType.IPV4, SubnetId = "four", FixedAddresses = ["10.2.0.7"] }, "is not in the subnet 10.1.0.0/24" },
        { "named by its block", new IpAddressData { Type = IpAddressType.IPV4, SubnetId = "10.2.0.0/24", NumDynamicAddresses = 1 }, null },
        { "no such subnet", new IpAddressData { Type = IpAddressType.IPV4, SubnetId = "none", NumDynamicAddresses = 1 }, "The subnet 'none'" },
        { "no such block", new IpAddressData { Type = IpAddressType.IPV4, SubnetId = "10.2.0.0/25", NumDynamicAddresses = 1 }, "10.1.0.0/24 (four), 10.2.0.0/24 (other), fd00::/64 (six)" },
        { "a range over the edge", new IpAddressData { Type = IpAddressType.IPV4, AddressRange = new IpAddressRange { MinAddress = "10.1.0.250", MaxAddress = "10.1.1.3" } }, "The address range 10.1.0.250 to 10.1.1.3" },
        { "of version 6", new IpAddressData { Type = IpAddressType.IPV6, FixedAddresses = ["fd00::7"] }, null },
        { "none given", new IpAddressData { Type = IpAddressType.IPV4, NumDynamicAddresses = 1 }, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Addresses_are_held_against_what_the_network_has(string what, IpAddressData ip, string? fault)
    {
        var faults = ExternalSubnetCheck.Faults(Link(ip), Subnets);
        if (fault is null)
        {
            faults.ShouldBeEmpty(what);
        }
        else
        {
            faults.ShouldHaveSingleItem(what).ShouldContain(fault);
            faults[0].ShouldContain("'cp' (entry 'a') on the network 'net'");
        }
    }

    [Fact]
    public void A_network_without_subnets_has_no_address()
        => ExternalSubnetCheck.Faults(Link(new IpAddressData { Type = IpAddressType.IPV4, FixedAddresses = ["10.2.0.7"] }), []).ShouldHaveSingleItem().ShouldContain("no subnets");

    [Fact]
    public void There_is_something_to_check_only_where_somebody_gave_something()
    {
        ExternalSubnetCheck.IsNeeded(Link(new IpAddressData { Type = IpAddressType.IPV4, NumDynamicAddresses = 2 })).ShouldBeFalse();
        ExternalSubnetCheck.IsNeeded(Link(new IpAddressData { Type = IpAddressType.IPV4, SubnetId = "four" })).ShouldBeTrue();
        ExternalSubnetCheck.IsNeeded(Link(new IpAddressData { Type = IpAddressType.IPV4, FixedAddresses = ["10.1.0.7"] }, port: "theirs")).ShouldBeFalse("a port that is provided has its own");
    }

    private static ExternalLink Link(IpAddressData ip, string? port = null) => new()
    {
        Id = "link",
        NetworkId = "net",
        ExtCps =
        [
            new VnfExtCpData
            {
                CpdId = "cp",
                CpConfig = new Dictionary<string, VnfExtCpConfig?>(StringComparer.Ordinal)
                {
                    ["a"] = new VnfExtCpConfig
                    {
                        LinkPortId = port,
                        CpProtocolData = [new CpProtocolData { LayerProtocol = LayerProtocol.IP_OVER_ETHERNET, IpOverEthernet = new IpOverEthernetAddressData { IpAddresses = [ip] } }],
                    },
                },
            },
        ],
    };
}

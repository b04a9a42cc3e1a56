using System.Text.Json;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Sol.Tests;

internal static class Sample
{
    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    public static VnfInstance VnfInstance(int n) => new()
    {
        Id = $"vnf-{n}",
        VnfInstanceName = $"amf-{n}",
        VnfdId = n % 2 == 0 ? "vnfd-even" : "vnfd-odd",
        VnfProvider = "Example",
        VnfProductName = "AMF, 5G (core)",
        VnfSoftwareVersion = "1.0",
        VnfdVersion = "1.0",
        InstantiationState = n == 3 ? InstantiationState.NOT_INSTANTIATED : InstantiationState.INSTANTIATED,
        Metadata = new Dictionary<string, JsonElement> { ["tenant"] = Json("\"blue\""), ["rank"] = Json(n.ToString()) },
        Extensions = new Dictionary<string, JsonElement> { ["x/y"] = Json("true") },
        VimConnectionInfo = new Dictionary<string, VimConnectionInfo> { ["vim1"] = new() { VimType = "OPENSTACK" } },
        InstantiatedVnfInfo = n == 3 ? null : new InstantiatedVnfInfo
        {
            FlavourId = "default",
            VnfState = VnfOperationalStateType.STARTED,
            ScaleStatus = [new() { AspectId = "a", ScaleLevel = n }, new() { AspectId = "b", ScaleLevel = 10 }],
            ExtCpInfo = [new() { Id = "cp-1", CpdId = "n2", CpConfigId = "c1", CpProtocolInfo = [new() { LayerProtocol = LayerProtocol.IP_OVER_ETHERNET }] }],
        },
        Links = new VnfInstanceLinks { Self = new Link { Href = $"http://localhost/vnflcm/v2/vnf_instances/vnf-{n}" } },
    };
}

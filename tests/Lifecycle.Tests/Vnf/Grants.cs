using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Lifecycle.Tests.Vnf;

/// <summary>Grants for tests.</summary>
internal static class Grants
{
    /// <summary>A grant for the change of one server that names a flavour of the VIM for its VDU.</summary>
    public static Grant Update(string key, string vduId, string flavour) => new()
    {
        Id = "g",
        VnfInstanceId = "i",
        VnfLcmOpOccId = "o",
        Links = new GrantLinks { Self = new Link { Href = "http://g" }, VnfLcmOpOcc = new Link { Href = "http://o" }, VnfInstance = new Link { Href = "http://i" } },
        UpdateResources = [new GrantInfo { ResourceDefinitionId = key }],
        VimAssets = new VimAssets { ComputeResourceFlavours = [new VimComputeResourceFlavour { VnfdVirtualComputeDescId = vduId, VimFlavourId = flavour }] },
    };
}

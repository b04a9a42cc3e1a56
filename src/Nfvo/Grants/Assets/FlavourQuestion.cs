using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Grants.Assets;

/// <summary>The VDUs whose flavours a grant has to name.</summary>
/// <param name="Tenant">Whose servers.</param>
/// <param name="VimId">In which VIM account.</param>
/// <param name="VnfdId">The descriptor.</param>
/// <param name="FlavourId">The deployment flavour.</param>
/// <param name="Vdus">Its VDUs.</param>
/// <param name="Images">The images as they are in the VIM.</param>
internal sealed record FlavourQuestion(TenantId Tenant, string VimId, string VnfdId, string FlavourId, IReadOnlyList<Vdu> Vdus, IReadOnlyList<VimSoftwareImage> Images)
{
    /// <summary>The image a VDU boots from, as the VIM knows it; null: from a volume, or by the descriptor's image.</summary>
    public string? ImageOf(Vdu vdu) => vdu.SwImage is { } image ? Images.FirstOrDefault(i => i.VnfdSoftwareImageId == image.Id)?.VimSoftwareImageId : null;

    /// <summary>What the answer depends on.</summary>
    public (TenantId Tenant, string VimId, string VnfdId, string FlavourId, string VduId, string? ImageId) KeyOf(Vdu vdu) => (Tenant, VimId, VnfdId, FlavourId, vdu.Id, ImageOf(vdu));
}

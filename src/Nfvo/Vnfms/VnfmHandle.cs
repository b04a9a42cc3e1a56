using NfvOrchestrator.Sol.Clients;

namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>A VNFM to work with.</summary>
/// <param name="Id">Of its registration; null: the house's own.</param>
/// <param name="Client">Its VNF LCM interface.</param>
internal sealed record VnfmHandle(string? Id, VnfLcmClient Client)
{
    /// <summary>How errors call it.</summary>
    public string Name => Id is null ? "the VNFM" : $"the VNFM '{Id}'";
}

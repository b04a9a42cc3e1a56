using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Benchmarks.Vnfm;

/// <summary>An NFVO that grants everything at once: what it takes is measured by <c>load</c> and <c>lab</c>.</summary>
internal sealed class AllGranted : IGranter
{
    public Task<Grant> AskAsync(GrantRequest request, CancellationToken cancellationToken) => Task.FromResult(new Grant
    {
        Id = request.VnfLcmOpOccId,
        VnfInstanceId = request.VnfInstanceId,
        VnfLcmOpOccId = request.VnfLcmOpOccId,
        AddResources = request.AddResources?.Select(static d => new GrantInfo { ResourceDefinitionId = d.Id, VimConnectionId = VnfmBench.Account }).ToList(),
        Links = new GrantLinks { Self = new Link { Href = "http://127.0.0.1/grant" }, VnfLcmOpOcc = request.Links.VnfLcmOpOcc, VnfInstance = request.Links.VnfInstance },
    });

    public Task<Grant?> TryOutAsync(GrantRequest request, CancellationToken cancellationToken) => Task.FromResult<Grant?>(null);
}

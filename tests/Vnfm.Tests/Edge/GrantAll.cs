using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>An NFVO that grants everything.</summary>
internal sealed class GrantAll : IGranter
{
    public Task<Grant> AskAsync(GrantRequest request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

    public Task<Grant?> TryOutAsync(GrantRequest request, CancellationToken cancellationToken) => Task.FromResult<Grant?>(Answer(request));

    private static Grant Answer(GrantRequest request) => new()
    {
        Id = request.VnfLcmOpOccId,
        VnfInstanceId = request.VnfInstanceId,
        VnfLcmOpOccId = request.VnfLcmOpOccId,
        Links = new GrantLinks { Self = new Link { Href = "http://127.0.0.1/grant" }, VnfLcmOpOcc = new Link { Href = "http://127.0.0.1/occ" }, VnfInstance = new Link { Href = "http://127.0.0.1/vnf" } },
    };
}

using System.Net;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Grants from the NFVO (SOL003 §9). The occurrence id makes asking twice the same as asking once.</summary>
internal sealed class NfvoGranter(GrantClient grants, VnfmOptions options) : IGranter
{
    /// <inheritdoc/>
    public async Task<Grant> AskAsync(GrantRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await grants.RequestAsync(request, options.GrantTimeout, request.VnfLcmOpOccId, cancellationToken);
        }
        catch (SolRequestException refused) when (refused.Status == HttpStatusCode.Forbidden)
        {
            throw new LifecycleRejectedException(refused.Problem ?? Problem(403, "The NFVO refused the grant without a reason."), refused);
        }
        catch (SolRequestException failed) when (!failed.IsTransient)
        {
            throw new LifecycleRejectedException(failed.Problem ?? Problem((int)(failed.Status ?? HttpStatusCode.BadGateway), failed.Message), failed);
        }
    }

    /// <inheritdoc/>
    public async Task<Grant?> TryOutAsync(GrantRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await grants.TryOutAsync(request, cancellationToken);
        }
        catch (SolRequestException refused) when (refused.Status == HttpStatusCode.Forbidden)
        {
            throw new LifecycleRejectedException(refused.Problem ?? Problem(403, "The NFVO would refuse the grant without a reason."), refused);
        }
        catch (SolRequestException)
        {
            // A plan without placement is better than none.
            return null;
        }
    }

    private static ProblemDetails Problem(int status, string detail) => new() { Title = "No grant", Status = status, Detail = detail };
}

using System.Net;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Grants from the NFVO (SOL003 §9), ours or another maker's. The occurrence id makes asking twice the same as asking once.</summary>
internal sealed class NfvoGranter(GrantClient grants, VnfmOptions options, TimeProvider clock) : IGranter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task<Grant> AskAsync(GrantRequest request, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            try
            {
                return await grants.RequestAsync(request, options.GrantTimeout - clock.GetElapsedTime(start), request.VnfLcmOpOccId, cancellationToken);
            }
            catch (SolRequestException refused) when (refused.Status == HttpStatusCode.Forbidden)
            {
                throw new LifecycleRejectedException(refused.Problem ?? Problem(403, "The NFVO refused the grant without a reason."), refused);
            }
            catch (SolRequestException failed) when (!failed.IsTransient)
            {
                throw new LifecycleRejectedException(failed.Problem ?? Problem((int)(failed.Status ?? HttpStatusCode.BadGateway), failed.Message), failed);
            }
            catch (SolRequestException silent) when (clock.GetElapsedTime(start) + pause >= options.GrantTimeout)
            {
                throw new LifecycleRejectedException(
                    Problem(503, $"There was no grant within {options.GrantTimeout.TotalSeconds:0.#} s (Vnfm:GrantTimeout): {silent.Problem?.Detail ?? silent.Message} Nothing was changed. Repeat the operation when the NFVO at {options.Nfvo} answers."), silent);
            }
            catch (SolRequestException)
            {
                // It may be back in a moment.
            }
            await Task.Delay(pause, clock, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
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

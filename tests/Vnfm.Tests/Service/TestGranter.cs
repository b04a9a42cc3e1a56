using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>Grants everything as it was asked for.</summary>
internal sealed class TestGranter : IGranter
{
    private readonly List<GrantRequest> requests = [];

    /// <summary>The zone it grants; null: the VIM chooses.</summary>
    public string? Zone { get; set; }

    /// <summary>What the NFVO decides besides; null: nothing.</summary>
    public Func<Grant, Grant>? Decide { get; set; }

    public IReadOnlyList<GrantRequest> Requests
    {
        get
        {
            lock (requests)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>Grants are not decided before this is; null: at once.</summary>
    public Task? Decision { get; set; }

    public async Task<Grant> AskAsync(GrantRequest request, CancellationToken cancellationToken)
    {
        lock (requests)
        {
            requests.Add(request);
        }
        if (Decision is { } decision)
        {
            await decision.WaitAsync(cancellationToken);
        }
        return Answer(request);
    }

    public Task<Grant?> TryOutAsync(GrantRequest request, CancellationToken cancellationToken) => Task.FromResult<Grant?>(Answer(request));

    private Grant Answer(GrantRequest request)
    {
        var grant = new Grant
        {
            Id = "grant-" + request.VnfLcmOpOccId,
            VnfInstanceId = request.VnfInstanceId,
            VnfLcmOpOccId = request.VnfLcmOpOccId,
            AddResources = Infos(request.AddResources),
            UpdateResources = Infos(request.UpdateResources),
            RemoveResources = Infos(request.RemoveResources),
            Links = new GrantLinks
            {
                Self = new Sol.Common.Link { Href = "http://nfvo/grant" },
                VnfLcmOpOcc = request.Links.VnfLcmOpOcc,
                VnfInstance = request.Links.VnfInstance,
            },
        };
        return Decide?.Invoke(grant) ?? grant;
    }

    private List<GrantInfo>? Infos(IReadOnlyList<ResourceDefinition>? definitions)
        => definitions?.Select(d => new GrantInfo { ResourceDefinitionId = d.Id, VimConnectionId = VnfmHost.Account, ZoneId = Zone }).ToList();
}

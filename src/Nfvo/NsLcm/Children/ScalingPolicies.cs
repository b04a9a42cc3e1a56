using System.Net;
using System.Net.Http.Json;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>Hands the scaling policies of a VNF's descriptor to the assurance service while the VNF is up.</summary>
internal sealed class ScalingPolicies(IHttpClientFactory clients, ICatalogue catalogue, NfvoOptions options)
{
    /// <summary>Name of the HTTP client.</summary>
    public const string ClientName = "assurance";

    /// <summary>Puts the policies of a VNF in force; doing it twice is doing it once.</summary>
    public async Task ApplyAsync(TenantId tenant, string vnfInstanceId, string vnfdId, string flavourId, CancellationToken cancellationToken)
    {
        foreach (var (policy, flavour) in await FindAsync(tenant, vnfdId, flavourId, cancellationToken))
        {
            var body = new ScalingPolicyBody
            {
                Id = IdOf(vnfInstanceId, policy),
                VnfInstanceId = vnfInstanceId,
                AspectId = policy.AspectId,
                Metric = policy.Metric,
                TargetVduIds = policy.Targets,
                ScaleOutThreshold = policy.ScaleOutThreshold!.Value,
                ScaleInThreshold = policy.ScaleInThreshold!.Value,
                BreachDurationSeconds = (int)Math.Max(1, Math.Ceiling(policy.BreachDurationSeconds)),
                CooldownSeconds = (int)Math.Ceiling(policy.CooldownSeconds),
                MaxLevel = flavour.FindAspect(policy.AspectId)?.MaxScaleLevel,
            };
            using var response = await clients.CreateClient(ClientName).PutAsJsonAsync(
                new Uri($"assurance/v1/policies/{body.Id}", UriKind.Relative), body, NfvoJsonContext.Default.ScalingPolicyBody, cancellationToken);
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Ends the policies of a VNF.</summary>
    public async Task RemoveAsync(TenantId tenant, string vnfInstanceId, string vnfdId, string flavourId, CancellationToken cancellationToken)
    {
        foreach (var (policy, _) in await FindAsync(tenant, vnfdId, flavourId, cancellationToken))
        {
            using var response = await clients.CreateClient(ClientName).DeleteAsync(
                new Uri($"assurance/v1/policies/{IdOf(vnfInstanceId, policy)}", UriKind.Relative), cancellationToken);
            if (response.StatusCode != HttpStatusCode.NotFound)
            {
                response.EnsureSuccessStatusCode();
            }
        }
    }

    private static string IdOf(string vnfInstanceId, AutoScalePolicy policy) => $"{vnfInstanceId}.{policy.Id}";

    private async Task<IReadOnlyList<(AutoScalePolicy Policy, DeploymentFlavour Flavour)>> FindAsync(TenantId tenant, string vnfdId, string flavourId, CancellationToken cancellationToken)
    {
        if (options.Assurance is null || (await catalogue.FindVnfdAsync(tenant, vnfdId, cancellationToken))?.Descriptor.FindFlavour(flavourId) is not { } flavour)
        {
            return [];
        }
        return [.. flavour.AutoScalePolicies.Where(p => p is { ScaleOutThreshold: not null, ScaleInThreshold: not null }).Select(p => (p, flavour))];
    }
}

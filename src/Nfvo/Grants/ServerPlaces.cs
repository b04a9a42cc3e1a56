using NfvOrchestrator.Placement.Capacity;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>Where the servers are that a constraint names by the VIM's identifiers (RES_MGMT, SOL003 §9.5.3.8): asked of the VIM, which alone knows on which host they run.</summary>
internal sealed class ServerPlaces(VimClient vim, NfvoOptions options)
{
    /// <summary>The name of such a server among the members of a group.</summary>
    public static string KeyOf(string resourceId) => $"there:{resourceId}";

    /// <summary>The places of all servers that the request names; one that is no longer there has none.</summary>
    /// <exception cref="SolProblemException">503: a VIM does not answer.</exception>
    public async Task<IReadOnlyList<ReservationLine>> FindAsync(TenantId tenant, GrantRequest request, CancellationToken cancellationToken)
    {
        var named = (request.PlacementConstraints ?? []).SelectMany(c => c.Resource).Concat((request.VimConstraints ?? []).SelectMany(c => c.Resource))
            .Where(r => r.IdType == ConstraintResourceRefIdType.RES_MGMT).ToList();
        if (named.Count == 0)
        {
            return [];
        }
        var missing = named.Select(r => r.ResourceId).ToHashSet(StringComparer.Ordinal);
        var found = new List<ReservationLine>();
        using var scope = TenantContext.Use(tenant);
        foreach (var account in named.Any(r => r.VimConnectionId is null) ? options.VimAccounts : named.Select(r => r.VimConnectionId!).Distinct(StringComparer.Ordinal))
        {
            try
            {
                await foreach (var server in vim.ListAllAsync(account, new VimResourceQuery { Kind = VimResourceKind.Compute, InstanceId = request.VnfInstanceId }, cancellationToken))
                {
                    var id = server.VimResourceId ?? server.Key;
                    if (server.Outputs.Zone is { } zone && missing.Remove(id))
                    {
                        found.Add(new ReservationLine { Key = KeyOf(id), VimId = account, ZoneId = zone, HostId = server.Outputs.Host, Amounts = default });
                    }
                }
            }
            catch (VimException silent)
            {
                throw SolProblem.Unavailable(
                    $"The VIM account '{account}' did not tell where the servers of VNF '{request.VnfInstanceId}' are, which the placement constraints name: {silent.Message} Nothing was reserved; repeat the request.", TimeSpan.FromSeconds(5)).ToException(silent);
            }
        }
        return found;
    }
}

using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Execution;

/// <summary>Groups of the VIM of servers that an earlier version planned, which made one of every affinity rule (SOL001 §6.10.8), also of those that the grant keeps.</summary>
internal static class ServerGroups
{
    /// <summary>A server without those groups that the grant keeps and the VIM does not have: they are not made any more. One that the VIM has stays named, because a server that is in it cannot leave it.</summary>
    public static async Task<ResourceNode> ThereAsync(VimClient vim, VimScope scope, ResourceNode node, CancellationToken cancellationToken)
    {
        if (node.Spec is not Lifecycle.Resources.ComputeSpec server || !server.AffinityGroupKeys.Any(scope.RulesOfGrant.Contains))
        {
            return node;
        }
        var there = new List<string>(server.AffinityGroupKeys.Count);
        foreach (var group in server.AffinityGroupKeys)
        {
            if (!scope.RulesOfGrant.Contains(group)
                || await vim.GetAsync(scope.VimConnectionId, VimResourceKind.AffinityGroup, VimStepRunner.VimKeyOf(scope.InstanceId, group), TimeSpan.Zero, cancellationToken)
                    is { State: not (VimResourceState.ERROR or VimResourceState.DELETING) })
            {
                there.Add(group);
            }
        }
        return node with { Spec = server with { AffinityGroupKeys = there } };
    }
}

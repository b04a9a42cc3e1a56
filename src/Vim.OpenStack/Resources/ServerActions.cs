using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Actions on servers.</summary>
internal static class ServerActions
{
    /// <summary>Sends an action; one that has no meaning any more (start of a running server) is done.</summary>
    public static async Task SendAsync(OsAccount account, ResourceRecord record, VimAction action, Observed now, CancellationToken cancellationToken)
    {
        switch (action.Type)
        {
            case VimActionType.START:
                if (now.State != VimResourceState.ACTIVE)
                {
                    await ServerHandler.ActAsync(account, record, new JsonObject { ["os-start"] = null }, "start it", [], cancellationToken);
                }
                break;
            case VimActionType.STOP:
                if (now.State != VimResourceState.STOPPED)
                {
                    await ServerHandler.ActAsync(account, record, new JsonObject { ["os-stop"] = null }, "stop it", [], cancellationToken);
                }
                break;
            case VimActionType.REBOOT:
                // Nova turns a soft reboot that the guest does not follow into a hard one itself.
                var type = action.Graceful && now.State == VimResourceState.ACTIVE ? "SOFT" : "HARD";
                await ServerHandler.ActAsync(account, record, new JsonObject { ["reboot"] = new JsonObject { ["type"] = type } }, "reboot it", [], cancellationToken);
                break;
            default:
                throw new VimException(VimErrorCause.NOT_SUPPORTED, $"The OpenStack adapter does not know the action {action.Type}. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
    }

    /// <summary>Whether the state that was wanted is reached.</summary>
    public static bool IsDone(VimActionType type, Observed now) => type switch
    {
        VimActionType.START => now.State == VimResourceState.ACTIVE,
        VimActionType.STOP => now.State == VimResourceState.STOPPED,
        _ => !now.State.IsTransitional(),
    };

    /// <summary>Whether Nova got an action whose answer was lost: its journal of the server has one that began since it was written down here.</summary>
    public static async Task<bool> WasTakenAsync(OsAccount account, ResourceRecord record, PendingAction pending, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Compute, $"servers/{record.VimId}/os-instance-actions").For(record) with { Accept = [404] }, cancellationToken);
        if (answer.Status == 404)
        {
            return false;
        }
        var skew = answer.Date is { } date ? date - account.Time.GetUtcNow() : TimeSpan.Zero;
        var since = (pending.At + skew - TimeSpan.FromSeconds(2)).UtcDateTime;
        return answer.Read(OsJson.Default.InstanceActionsAnswer).InstanceActions.Any(a => Names(pending.Action.Type).Contains(a.Action, StringComparer.Ordinal) && a.StartTime >= since);
    }

    private static string[] Names(VimActionType type) => type switch
    {
        VimActionType.START => ["start"],
        VimActionType.STOP => ["stop"],
        VimActionType.REBOOT => ["reboot"],
        _ => [type.ToString().ToLowerInvariant(), "live-migration", "resize"],
    };
}

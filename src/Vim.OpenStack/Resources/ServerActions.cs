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
            case VimActionType.REBUILD:
                await RebuildAsync(account, record, action, cancellationToken);
                break;
            case VimActionType.MIGRATE:
                await MigrateAsync(account, record, action, now, cancellationToken);
                break;
            case VimActionType.EVACUATE:
                await ServerHandler.ActAsync(account, record, new JsonObject { ["evacuate"] = Target(action) }, "evacuate it", [], cancellationToken);
                break;
            default:
                throw new VimException(VimErrorCause.NOT_SUPPORTED, $"The OpenStack adapter does not know the action {action.Type}. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
    }

    /// <summary>Whether the state that was wanted is reached.</summary>
    public static bool IsDone(PendingAction pending, Observed now) => pending.Action.Type switch
    {
        VimActionType.START => now.State == VimResourceState.ACTIVE,
        VimActionType.STOP => now.State == VimResourceState.STOPPED,
        // Nova puts a server that found no other host back to ACTIVE without a word.
        VimActionType.MIGRATE or VimActionType.EVACUATE => !now.State.IsTransitional() && (pending.Host is null || now.Outputs.Host is null || now.Outputs.Host != pending.Host),
        _ => !now.State.IsTransitional(),
    };

    /// <summary>The record after an action that was carried out: the specification names what the server has now.</summary>
    public static ResourceRecord Carried(ResourceRecord record, VimAction action, Observed now) => action.Type == VimActionType.REBUILD && record.Spec is ComputeSpec spec
        ? record with
        {
            Spec = spec with { ImageRef = action.ImageRef ?? spec.ImageRef, UserData = action.UserData ?? spec.UserData },
            PartId = now.BootedFrom ?? record.PartId,
            Outputs = record.Outputs with { ImageId = action.ImageRef ?? spec.ImageRef },
            CreationFailed = false,
        }
        : record;

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

    private static async Task RebuildAsync(OsAccount account, ResourceRecord record, VimAction action, CancellationToken cancellationToken)
    {
        if ((action.ImageRef ?? ((ComputeSpec)record.Spec).ImageRef) is not { } reference)
        {
            throw new VimException(VimErrorCause.NOT_SUPPORTED, $"compute '{record.Key}' boots from a volume, which a rebuild would not touch. Replace the volume instead. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
        var rebuild = new JsonObject { ["imageRef"] = (await Images.ReferredAsync(account, record, reference, cancellationToken)).Id };
        if (action.UserData is { } userData)
        {
            rebuild["user_data"] = userData; // from 2.57
        }
        await ServerHandler.ActAsync(account, record, new JsonObject { ["rebuild"] = rebuild }, $"rebuild it from '{reference}'", [], cancellationToken);
    }

    private static async Task MigrateAsync(OsAccount account, ResourceRecord record, VimAction action, Observed now, CancellationToken cancellationToken)
    {
        if (action.TargetZone is { } zone && zone != now.Outputs.Zone)
        {
            throw new VimException(VimErrorCause.NOT_SUPPORTED, $"compute '{record.Key}' is in zone {now.Outputs.Zone ?? "unknown"}: Nova does not move servers to another zone ({zone}). Name a host, or make the server anew there. Nothing was done.", retryable: false, record.Kind, record.Key);
        }
        if (action.Live && now.State == VimResourceState.ACTIVE)
        {
            var live = Target(action);
            live["host"] ??= null;
            live["block_migration"] = "auto";
            await ServerHandler.ActAsync(account, record, new JsonObject { ["os-migrateLive"] = live }, "migrate it while it runs", [], cancellationToken);
        }
        else
        {
            await ServerHandler.ActAsync(account, record, new JsonObject { ["migrate"] = action.TargetHost is null ? null : Target(action) }, "migrate it", [], cancellationToken);
        }
    }

    private static JsonObject Target(VimAction action) => action.TargetHost is { } host ? new JsonObject { ["host"] = host } : [];

    private static string[] Names(VimActionType type) => type switch
    {
        VimActionType.START => ["start"],
        VimActionType.STOP => ["stop"],
        VimActionType.REBOOT => ["reboot"],
        _ => [type.ToString().ToLowerInvariant(), "live-migration", "resize"],
    };
}

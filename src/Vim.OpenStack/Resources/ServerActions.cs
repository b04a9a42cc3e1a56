using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Actions on servers.</summary>
internal static class ServerActions
{
    /// <summary>Sends an action; one that has no meaning any more (start of a running server) is done.</summary>
    /// <returns>Nova's identifier of the request; null when nothing was to be sent.</returns>
    public static async Task<string?> SendAsync(OsAccount account, ResourceRecord record, VimAction action, Observed now, CancellationToken cancellationToken)
    {
        switch (action.Type)
        {
            case VimActionType.START:
                return now.State != VimResourceState.ACTIVE ? await SendAsync(account, record, Starting(now.Status), cancellationToken) : null;
            case VimActionType.STOP:
                return now.State != VimResourceState.STOPPED ? await SendAsync(account, record, "os-stop", cancellationToken) : null;
            case VimActionType.REBOOT:
                // Nova turns a soft reboot that the guest does not follow into a hard one itself.
                var type = action.Graceful && now.State == VimResourceState.ACTIVE ? "SOFT" : "HARD";
                return (await ServerHandler.ActAsync(account, record, new JsonObject { ["reboot"] = new JsonObject { ["type"] = type } }, "reboot it", [], cancellationToken)).RequestId;
            case VimActionType.REBUILD:
                return (await RebuildAsync(account, record, action, cancellationToken)).RequestId;
            case VimActionType.MIGRATE:
                return (await MigrateAsync(account, record, action, now, cancellationToken)).RequestId;
            case VimActionType.EVACUATE:
                return (await ServerHandler.ActAsync(account, record, new JsonObject { ["evacuate"] = Target(action) }, "evacuate it", [], cancellationToken)).RequestId;
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
    public static async Task<bool> WasTakenAsync(OsAccount account, ResourceRecord record, PendingAction pending, CancellationToken cancellationToken) =>
        await ServerJournal.FindAsync(account, record, Names(pending.Action.Type), pending.At, cancellationToken) is not null;

    /// <summary>What makes a server run: a paused, suspended or shelved one is not off for Nova, though it does not run either, and os-start is refused.</summary>
    private static string Starting(string status) => status switch
    {
        "PAUSED" => "unpause",
        "SUSPENDED" => "resume",
        "SHELVED" or "SHELVED_OFFLOADED" => "unshelve",
        _ => "os-start",
    };

    private static async Task<string?> SendAsync(OsAccount account, ResourceRecord record, string name, CancellationToken cancellationToken) =>
        (await ServerHandler.ActAsync(account, record, new JsonObject { [name] = null }, name == "os-stop" ? "stop it" : "start it", [], cancellationToken)).RequestId;

    private static async Task<OsAnswer> RebuildAsync(OsAccount account, ResourceRecord record, VimAction action, CancellationToken cancellationToken)
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
        return await ServerHandler.ActAsync(account, record, new JsonObject { ["rebuild"] = rebuild }, $"rebuild it from '{reference}'", [], cancellationToken);
    }

    private static async Task<OsAnswer> MigrateAsync(OsAccount account, ResourceRecord record, VimAction action, Observed now, CancellationToken cancellationToken)
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
            return await ServerHandler.ActAsync(account, record, new JsonObject { ["os-migrateLive"] = live }, "migrate it while it runs", [], cancellationToken);
        }
        return await ServerHandler.ActAsync(account, record, new JsonObject { ["migrate"] = action.TargetHost is null ? null : Target(action) }, "migrate it", [], cancellationToken);
    }

    private static JsonObject Target(VimAction action) => action.TargetHost is { } host ? new JsonObject { ["host"] = host } : [];

    /// <summary>What Nova's journal calls an action.</summary>
    public static string[] Names(VimActionType type) => type switch
    {
        VimActionType.START => ["start", "unpause", "resume", "unshelve"],
        VimActionType.STOP => ["stop"],
        VimActionType.REBOOT => ["reboot"],
        _ => [type.ToString().ToLowerInvariant(), "live-migration", "resize"],
    };
}

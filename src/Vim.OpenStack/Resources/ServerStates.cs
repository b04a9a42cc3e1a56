using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>States of Nova → states of the contract. Pure.</summary>
internal static class ServerStates
{
    /// <summary>A resize or cold migration is done and waits for whoever began it to confirm or revert it.</summary>
    public const string Verify = "VERIFY_RESIZE";

    /// <summary>The status decides; a task tells that something is under way only once the server has been built (in a build it is absent for moments).</summary>
    public static VimResourceState Of(OsServer server) => server.Status switch
    {
        "BUILD" => VimResourceState.CREATING,
        "ACTIVE" or "RESCUE" => UnderWay(server.TaskState) ?? VimResourceState.ACTIVE,
        "SHUTOFF" or "PAUSED" or "SUSPENDED" or "SHELVED" or "SHELVED_OFFLOADED" => UnderWay(server.TaskState) ?? VimResourceState.STOPPED,
        "ERROR" => server.TaskState == "deleting" ? VimResourceState.DELETING : server.TaskState is "rebuilding" or "rebuild_spawning" or "rebuild_block_device_mapping" ? VimResourceState.UPDATING : VimResourceState.ERROR,
        "DELETED" or "SOFT_DELETED" => VimResourceState.DELETING,
        _ => VimResourceState.UPDATING, // REBOOT, HARD_REBOOT, RESIZE, VERIFY_RESIZE, REVERT_RESIZE, MIGRATING, REBUILD, UNKNOWN
    };

    /// <summary>Whether OpenStack will forget it.</summary>
    public static bool IsGone(OsServer server) => server.Status is "DELETED" or "SOFT_DELETED";

    /// <summary>A snapshot does not hinder a server; everything else in between does.</summary>
    private static VimResourceState? UnderWay(string? task) => task switch
    {
        null or "" => null,
        "deleting" or "soft-deleting" => VimResourceState.DELETING,
        _ when task.StartsWith("image_", StringComparison.Ordinal) => null,
        "scheduling" or "networking" or "spawning" or "block_device_mapping" => null,
        _ => VimResourceState.UPDATING,
    };
}

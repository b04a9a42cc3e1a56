using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// A server to another flavour: asked for once, confirmed when it is what is still wanted, reverted when it is not any more, and explained when Nova puts the server back to what it was. What somebody else
/// began is his to confirm.
/// </summary>
internal static class ServerResize
{
    private static readonly string[] Names = ["resize"];
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(2);

    /// <summary>Starts a resize when the server's flavour is not the one wanted; tells how one that was started ended.</summary>
    /// <param name="account">Where.</param>
    /// <param name="record">The record of the server.</param>
    /// <param name="spec">What is wanted.</param>
    /// <param name="server">The server as Nova shows it: ACTIVE or SHUTOFF, nothing under way.</param>
    /// <param name="now">The same in our words, with what was changed before.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Observed> EnsureAsync(OsAccount account, ResourceRecord record, ComputeSpec spec, OsServer server, Observed now, CancellationToken cancellationToken)
    {
        // Nova tells the flavour as it was when the server got it (from 2.47), or its identifier (before).
        var disk = Math.Max(spec.DiskGib, server.Flavor?.Disk ?? 0);
        var flavour = await account.Flavours.ForAsync(record, Roomy(spec, server), disk, cancellationToken);
        if (server.Flavor is null || Is(server, flavour))
        {
            return server.Flavor is null ? now : now with { Outputs = now.Outputs with { FlavourId = flavour.Id } };
        }
        var wish = FlavourBook.WishOf(spec);
        if ((record.Asked is { What: SentChange.Resize } asked && asked.Wish == wish ? asked : Doubtful(record, spec)) is { } sent)
        {
            var entry = await ServerJournal.ReadAsync(account, record, Names, sent.RequestId, sent.At, cancellationToken);
            if (entry is { IsTaken: true, IsEnded: false })
            {
                return now with { State = VimResourceState.UPDATING };
            }
            if (entry.IsTaken)
            {
                return now with { Failure = entry.Failure ?? Reverted(record, server, flavour, sent) };
            }
        }
        var at = account.Time.GetUtcNow();
        var answer = await ServerHandler.ActAsync(
            account, record, new JsonObject { ["resize"] = new JsonObject { ["flavorRef"] = flavour.Id } }, $"resize server '{spec.Name}' from flavour {server.Flavor.OriginalName ?? server.Flavor.Id} to {flavour.Name}", [], cancellationToken);
        return now with { State = VimResourceState.UPDATING, Asked = new SentChange(SentChange.Resize, wish, at, answer.RequestId) };
    }

    /// <summary>A server that waits for a decision: confirmed or reverted when we brought it there, else left to whoever did.</summary>
    public static async Task<Observed> DecideAsync(OsAccount account, ResourceRecord record, ComputeSpec spec, OsServer server, CancellationToken cancellationToken)
    {
        var wish = FlavourBook.WishOf(spec);
        var now = ServerHandler.Merge(record, ServerHandler.ToObserved(server)) with { State = VimResourceState.UPDATING, Error = null };
        switch (record.Asked)
        {
            case { What: SentChange.Resize } asked when asked.Wish != wish:
                var at = account.Time.GetUtcNow();
                var answer = await ServerHandler.ActAsync(account, record, new JsonObject { ["revertResize"] = null }, "revert the resize, which is not wanted any more", [409], cancellationToken);
                return now with { Asked = new SentChange(SentChange.Revert, wish, at, answer.RequestId) };
            case { What: SentChange.Resize }:
                await ServerHandler.ConfirmAsync(account, record, cancellationToken);
                return now;
            case { What: SentChange.Revert }:
                return now; // its task is not shown yet
            default:
                // A crash or a lost answer after it was asked for: ours when the server now has what is wanted, by a resize and not by a migration.
                if (await account.Flavours.FindAsync(Roomy(spec, server), Math.Max(spec.DiskGib, server.Flavor?.Disk ?? 0), cancellationToken) is { } wanted && Is(server, wanted)
                    && await ServerJournal.FindAsync(account, record, ["resize", "migrate"], record.UpdatedAt - LongestRequest, cancellationToken) is { Action: "resize" })
                {
                    await ServerHandler.ConfirmAsync(account, record, cancellationToken);
                    return now;
                }
                throw new VimException(
                    VimErrorCause.CONFLICT,
                    $"compute '{record.Key}' (server {record.VimId}) is {ServerStates.Verify}: somebody else resized or migrated it and has not decided. Nothing was done; confirm or revert that (openstack server resize confirm | revert), then put the same again.",
                    retryable: false, record.Kind, record.Key);
        }
    }

    /// <summary>A request whose answer was lost may have been taken: Nova's journal knows. Null: none was lost.</summary>
    public static SentChange? Doubtful(ResourceRecord record, ComputeSpec spec) =>
        record is { Asked: null, Error.Cause: VimErrorCause.TIMEOUT or VimErrorCause.UNREACHABLE } ? new SentChange(SentChange.Resize, FlavourBook.WishOf(spec), record.UpdatedAt - LongestRequest, null) : null;

    /// <summary>With the room for further disks that the server has, where that is more: disks do not shrink, and a server of an earlier version may be in any flavour.</summary>
    private static ComputeSpec Roomy(ComputeSpec spec, OsServer server) =>
        spec.FlavourRef is null && server.Flavor?.Ephemeral is { } room && room > FlavourBook.FurtherOf(spec) ? spec with { FurtherDisksGib = [room] } : spec;

    private static bool Is(OsServer server, OsFlavor flavour) => flavour.Id == server.Flavor?.Id || flavour.Name == server.Flavor?.OriginalName;

    private static VimError Reverted(ResourceRecord record, OsServer server, OsFlavor flavour, SentChange sent) => new()
    {
        Cause = VimErrorCause.CONFLICT,
        RequestId = sent.RequestId,
        Message = $"Nova accepted the resize of server {record.VimId} to flavour {flavour.Name}, reports no failure of it, and the server has flavour {server.Flavor?.OriginalName ?? server.Flavor?.Id}: somebody else reverted it, or Nova does not tell. The same call tries anew.",
    };
}

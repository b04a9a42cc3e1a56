using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// Nova's journal of a server (<c>os-instance-actions</c>): the only place that tells why a server is as it was before. A resize or migration that finds no host puts the server back to its old state without a
/// word; its fault is shown only while a server is in ERROR.
/// </summary>
internal static class ServerJournal
{
    /// <summary>How the request with this identifier ended; without one, the last of these actions that began since then.</summary>
    public static async Task<JournalEntry> ReadAsync(OsAccount account, ResourceRecord record, string[] names, string? requestId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if ((requestId ?? (await FindAsync(account, record, names, since, cancellationToken))?.RequestId) is not { } id)
        {
            return new JournalEntry(IsTaken: false, IsEnded: false, null);
        }
        var call = OsCall.Get(OsService.Compute, $"servers/{record.VimId}/os-instance-actions/{Uri.EscapeDataString(id)}").For(record) with { Accept = [404], What = "read the journal of the server" };
        var answer = await account.SendAsync(call, cancellationToken);
        if (answer.Status == 404)
        {
            return new JournalEntry(requestId is not null, IsEnded: requestId is not null, null);
        }
        var entry = answer.Read(JournalJson.Default.InstanceActionAnswer).InstanceAction;
        var events = entry.Events ?? [];
        var failed = events.Where(static e => e.Result == "Error").MaxBy(IsOfHost); // a host's own words before what followed from them
        // Before 2.51 members see no events: the message of the entry says that there was an error, not which.
        return failed is not null || entry.Message == "Error"
            ? new JournalEntry(IsTaken: true, IsEnded: true, Explain(record, entry, failed, id))
            : new JournalEntry(IsTaken: true, events.Count > 0 && events.All(static e => e.FinishTime is not null), null);
    }

    /// <summary>The last action with one of these names that began since then, by the clock of the cloud; null: none.</summary>
    public static async Task<OsInstanceAction?> FindAsync(OsAccount account, ResourceRecord record, string[] names, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var answer = await account.SendAsync(OsCall.Get(OsService.Compute, $"servers/{record.VimId}/os-instance-actions").For(record) with { Accept = [404] }, cancellationToken);
        if (answer.Status == 404)
        {
            return null;
        }
        var skew = answer.Date is { } date ? date - account.Time.GetUtcNow() : TimeSpan.Zero;
        var from = (since + skew - TimeSpan.FromSeconds(2)).UtcDateTime;
        return answer.Read(OsJson.Default.InstanceActionsAnswer).InstanceActions.Where(a => names.Contains(a.Action, StringComparer.Ordinal) && a.StartTime >= from).MaxBy(static a => a.StartTime);
    }

    private static bool IsOfHost(OsJournalEvent one) => one.Event.StartsWith("compute_", StringComparison.Ordinal);

    private static VimError Explain(ResourceRecord record, OsJournalEntry entry, OsJournalEvent? failed, string id)
    {
        // What the conductor does is the choice of a host (cold_migrate, conductor_migrate_server, conductor_live_migrate_instance …).
        var choosing = failed is not null && !IsOfHost(failed);
        var words = failed?.Details is { Length: > 0 } details ? details
            : failed?.Traceback?.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [.., var last] ? last.Trim()
            : choosing ? $"no host was found for it ('{failed!.Event}' failed; Nova tells the words only to administrators)"
            : $"Nova tells no reason{(failed is null ? "" : $", only that '{failed.Event}' failed")}";
        var (cause, advice) = words switch
        {
            _ when words.Contains("quota", StringComparison.OrdinalIgnoreCase) => (VimErrorCause.QUOTA_EXCEEDED, "Raise the quota of the project or free resources"),
            _ when choosing || words.Contains("No valid host", StringComparison.OrdinalIgnoreCase) || words.Contains("NoValidHost", StringComparison.Ordinal)
                => (VimErrorCause.NO_VALID_HOST, "Compare flavour, zone and affinity with the capacity of the account; nova-scheduler's log names the filter"),
            _ => (VimErrorCause.INTERNAL, "See nova-compute's log on the host of the server"),
        };
        return new VimError
        {
            Cause = cause,
            RequestId = id,
            Message = $"Nova accepted '{entry.Action}' of server {record.VimId} and could not carry it out: {words.TrimEnd('.', ' ')}. The server is as it was before. {advice}; the same call then tries anew.",
        };
    }
}

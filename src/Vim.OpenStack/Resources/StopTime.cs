using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// How long a guest really gets to stop by itself. Nova takes no time with a stop and has no forced power-off: nova-compute waits for <c>os_shutdown_timeout</c>, a property of the image that the server was made
/// or last rebuilt from, else for its own <c>shutdown_timeout</c>. Where that is not what was asked for, the action's result says so.
/// </summary>
internal static class StopTime
{
    /// <summary>What nova-compute's <c>shutdown_timeout</c> is where nobody changed it.</summary>
    private const int Usual = 60;

    /// <summary>What holds instead of what was asked for; null: what was asked for holds, or is what a cloud has that nobody configured.</summary>
    public static async Task<string?> WarningAsync(OsAccount account, ResourceRecord record, VimAction action, CancellationToken cancellationToken)
    {
        var asked = action.Graceful ? action.GracefulTimeoutSeconds : 0;
        var image = await OfImageAsync(account, record, cancellationToken);
        if (asked == (image ?? Usual))
        {
            return null;
        }
        var wish = action.Graceful ? $"{asked} seconds were asked for, and Nova takes no time-out with a stop" : "a stop by force was asked for, and Nova has none";
        var truth = image is { } seconds
            ? $"the guest had {seconds} seconds to stop by itself (os_shutdown_timeout of image {record.PartId})"
            : $"the guest had the time that the cloud gives to all (nova-compute's shutdown_timeout, {Usual} seconds where nobody changed it)";
        return $"{truth}: {wish}. An image with the property os_shutdown_timeout={asked} gives that to servers that are made or rebuilt from it.";
    }

    /// <summary>Seconds that the image of the server gives; null: none, or not to be known (a server that boots from a volume).</summary>
    private static async Task<int?> OfImageAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        if (record.PartId is not { } id)
        {
            return null;
        }
        try
        {
            var answer = await account.SendAsync(OsCall.Get(OsService.Image, $"images/{id}").For(record) with { Accept = [403, 404], What = "read how long a guest may take to stop" }, cancellationToken);
            return answer.IsSuccess && int.TryParse(answer.Read(JournalJson.Default.StopTimeAnswer).OsShutdownTimeout, out var seconds) ? seconds : null;
        }
        catch (VimException)
        {
            return null; // the stop itself was accepted: what Glance cannot tell now does not make it fail
        }
    }
}

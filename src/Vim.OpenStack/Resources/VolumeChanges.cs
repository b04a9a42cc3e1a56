using System.Globalization;
using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// A volume to another size and type, one after the other, each asked for once. Cinder shows what is under way as the volume's status before it answers, and puts a volume that could not be retyped back to what
/// it was without a word.
/// </summary>
internal static class VolumeChanges
{
    /// <summary>The next change that a settled volume needs; tells when one that was sent did not come about.</summary>
    public static async Task<Observed> NextAsync(OsAccount account, ResourceRecord record, StorageSpec spec, OsVolume volume, CancellationToken cancellationToken)
    {
        var asked = record.Asked;
        if (spec.Type is { } named && volume.VolumeType is not null && volume.VolumeType != named && Guid.TryParse(named, out _))
        {
            // Volumes tell their type by name only.
            spec = spec with { Type = await VolumeTypes.NameAsync(account, record, named, cancellationToken) ?? named };
        }
        // An extension may be done before the look that follows it, and the retype is then still to be asked for: two changes, two looks and a last one.
        for (var step = 0; step < 2; step++)
        {
            if (volume.Status is not ("available" or "in-use") || Wanted(spec, volume) is not { } change)
            {
                return VolumeHandler.ToObserved(volume) with { Asked = asked };
            }
            if (asked is { } sent && sent.What == change.What && sent.Wish == change.Wish)
            {
                return VolumeHandler.ToObserved(volume) with { Failure = await WhyAsync(account, record, volume, sent, cancellationToken) };
            }
            if (change.What == SentChange.Retype)
            {
                await VolumeTypes.ForAsync(account, record, spec, cancellationToken); // a shared volume gets no type that does not share
            }
            var at = account.Time.GetUtcNow();
            var answer = await VolumeHandler.ActAsync(account, record, change.Body, change.Words, cancellationToken);
            asked = new SentChange(change.What, change.Wish, at, answer.RequestId);
            volume = await VolumeHandler.RawAsync(account, record, cancellationToken);
        }
        return VolumeHandler.ToObserved(volume) with { Asked = asked, State = Wanted(spec, volume) is null ? VolumeHandler.ToObserved(volume).State : VimResourceState.UPDATING };
    }

    private static (string What, string Wish, JsonObject Body, string Words)? Wanted(StorageSpec spec, OsVolume volume)
    {
        if (volume.Size < spec.SizeGib)
        {
            var body = new JsonObject { ["os-extend"] = new JsonObject { ["new_size"] = spec.SizeGib } };
            return (SentChange.Extend, spec.SizeGib.ToString(CultureInfo.InvariantCulture), body, $"extend the volume from {volume.Size} to {spec.SizeGib} GiB");
        }
        if (spec.Type is { } type && volume.VolumeType is not null && volume.VolumeType != type)
        {
            var body = new JsonObject { ["os-retype"] = new JsonObject { ["new_type"] = type, ["migration_policy"] = "on-demand" } };
            return (SentChange.Retype, type, body, $"change the type of the volume to '{type}'");
        }
        return null;
    }

    /// <summary>Cinder tells its users why an extension found no room in messages of their own; why a retype failed it writes into its log only.</summary>
    private static async Task<VimError> WhyAsync(OsAccount account, ResourceRecord record, OsVolume volume, SentChange sent, CancellationToken cancellationToken)
    {
        OsVolumeMessage? message = null;
        if (await account.KnowsAsync(OsService.Volume, 3, 5, cancellationToken))
        {
            var call = OsCall.Get(OsService.Volume, $"messages?resource_uuid={volume.Id}&sort=created_at:desc&limit=20").For(record) with { Accept = [403, 404], What = "ask why the volume is as it was" };
            var answer = await account.SendAsync(call, cancellationToken);
            message = answer.IsSuccess ? answer.Read(JournalJson.Default.VolumeMessagesAnswer).Messages.FirstOrDefault(m => m.ResourceUuid == volume.Id && (sent.RequestId is null || m.RequestId is null || m.RequestId == sent.RequestId)) : null;
        }
        var words = message?.UserMessage is { Length: > 0 } told ? told.TrimEnd('.', ' ') : "Cinder tells no reason";
        var room = words.Contains("storage", StringComparison.OrdinalIgnoreCase) || words.Contains("backend", StringComparison.OrdinalIgnoreCase);
        var (what, often) = sent.What == SentChange.Retype
            ? ($"the type '{sent.Wish}'", "Often no back end of that type has room for it (cinder-scheduler's log names the filter), or it could not be moved there (cinder-volume's log)")
            : ($"{sent.Wish} GiB", "Often its back end has no room for it (cinder-scheduler's log names the filter)");
        return new VimError
        {
            Cause = room ? VimErrorCause.NO_VALID_HOST : VimErrorCause.INTERNAL,
            RequestId = sent.RequestId,
            Message = $"Cinder accepted to give volume {volume.Id} {what} and could not: {words}. The volume is as it was before ({volume.Size} GiB, type '{volume.VolumeType}'). {often}. The same call tries anew.",
        };
    }
}

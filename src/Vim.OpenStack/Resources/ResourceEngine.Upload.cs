using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Content of images.</summary>
internal sealed partial class ResourceEngine
{
    /// <summary>Stores the content of an image that has none; one that has it is answered as it is.</summary>
    public async Task<VimResource> UploadAsync(OsAccount account, TenantId tenant, string key, Stream content, CancellationToken cancellationToken)
    {
        using var held = await locks.EnterAsync(LockOf(tenant, account, VimResourceKind.Image, key), cancellationToken);
        var read = await records.GetAsync(tenant, account.Id, VimResourceKind.Image, key, cancellationToken);
        if (read is { Value: { VimId: null, Phase: RecordPhase.CREATING } })
        {
            await PutAgainAsync(account, read, read.Value.Spec, cancellationToken); // its making was interrupted
            read = await records.GetAsync(tenant, account.Id, VimResourceKind.Image, key, cancellationToken);
        }
        if (read is { Value: { VimId: null, Phase: RecordPhase.CREATING } })
        {
            throw new VimException(VimErrorCause.CONFLICT, $"Image '{key}' of account '{account.Id}' is being made by another process. Nothing was stored; send the content when it is PENDING_UPLOAD.", retryable: true, VimResourceKind.Image, key);
        }
        if (read?.Value.VimId is null || read.Value.Phase == RecordPhase.DELETING)
        {
            throw new VimException(VimErrorCause.NOT_FOUND, $"There is no image '{key}' of your tenant in account '{account.Id}'. Put it before its content. Nothing was stored.", retryable: false, VimResourceKind.Image, key);
        }
        var handler = (ImageHandler)ResourceHandlers.Of(VimResourceKind.Image);
        var now = await handler.ReadAsync(account, read.Value, cancellationToken) ?? throw Vanished(read.Value);
        if (now.State == VimResourceState.PENDING_UPLOAD)
        {
            try
            {
                now = await handler.UploadAsync(account, read.Value, content, cancellationToken);
            }
            catch (VimException failure)
            {
                await RenewAsync(account, handler, read, answered: failure.Error is { RequestId: not null, Cause: not VimErrorCause.TIMEOUT });
                throw;
            }
            catch (OperationCanceledException)
            {
                // The client went away in the middle: what Glance makes of what it got is not known.
                await RenewAsync(account, handler, read, answered: false);
                throw;
            }
        }
        else if (now.State == VimResourceState.CREATING)
        {
            throw new VimException(VimErrorCause.CONFLICT, $"The content of image '{key}' is being stored by another request. Nothing was done; the image is ACTIVE when that has ended.", retryable: true, VimResourceKind.Image, key);
        }
        return (await ApplyAsync(account, read, now))?.Value.ToResource() ?? throw Vanished(read.Value);
    }

    /// <summary>Glance does not take content again for an image that has some, or whose upload broke off: that image is replaced by an empty one.</summary>
    /// <remarks>Glance may begin to store an upload that was broken off after we looked: an image that is still empty is kept only when Glance answered. A time-out names a request, too, and is no answer.</remarks>
    private async Task RenewAsync(OsAccount account, ImageHandler handler, Document<ResourceRecord> read, bool answered)
    {
        try
        {
            var after = await handler.ReadAsync(account, read.Value, CancellationToken.None);
            if (after is { State: VimResourceState.ACTIVE } || (answered && after is { State: VimResourceState.PENDING_UPLOAD }))
            {
                return;
            }
            if (after is not null)
            {
                await handler.DeleteAsync(account, read.Value, CancellationToken.None);
            }
            // From here the record names no image: whatever gets lost now, whoever comes next looks for the mark before anything is made.
            var open = await records.ReplaceAsync(
                read,
                Touch(read.Value) with { VimId = null, Phase = RecordPhase.CREATING, State = VimResourceState.CREATING, Error = null, CreationFailed = false, Owner = owner, LeaseUntil = time.GetUtcNow() + options.CreationLease },
                CancellationToken.None);
            if (open is not null)
            {
                await MakeAsync(account, open, lookFirst: true);
            }
        }
        catch (VimException failure)
        {
            // The upload's own failure is what the caller is told; the next put or upload looks at what is left, and makes the image anew where it is missing.
            Log.NotRenewed(logger, account.Id, read.Value.Key, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4, LogLevel.Warning, "OpenStack account {Account}: after a failed upload, image '{Key}' could not be made ready for another one: {Reason}")]
        public static partial void NotRenewed(ILogger logger, string account, string key, string reason);
    }
}

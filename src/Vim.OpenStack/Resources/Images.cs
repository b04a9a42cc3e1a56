using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Images by reference.</summary>
internal static class Images
{
    /// <summary>The image a resource refers to: one of ours by key, or Glance's by identifier or name.</summary>
    public static async Task<OsImage> ReferredAsync(OsAccount account, ResourceRecord by, string reference, CancellationToken cancellationToken)
    {
        var ours = await account.OursAsync(by, VimResourceKind.Image, reference, cancellationToken) ?? await account.OursAsync(by, VimResourceKind.Snapshot, reference, cancellationToken);
        if (ours is { State: VimResourceState.ERROR })
        {
            throw new VimException(VimErrorCause.CONFLICT, $"{by.Kind.Token()} '{by.Key}' needs image '{reference}' of account '{account.Id}', which is in ERROR: {ours.Error?.Message ?? "its content is not usable."} Nothing was done.", retryable: false, by.Kind, by.Key);
        }
        var id = ours?.VimId
            ?? (Guid.TryParse(reference, out _) ? reference : null);
        if (id is not null)
        {
            if (account.Images.Find(id) is { } known)
            {
                return known;
            }
            var answer = await account.SendAsync(OsCall.Get(OsService.Image, $"images/{id}").For(by) with { Accept = [404] }, cancellationToken);
            var image = answer.Status != 404 ? Usable(account, by, reference, answer.Read(OsJson.Default.OsImage)) : throw Missing(account, by, reference);
            return account.Images.Keep(image.Id, image);
        }
        // "eq:": Glance would take what stands before a colon in the name for an operator.
        var named = (await account.SendAsync(OsCall.Get(OsService.Image, $"images?name=eq:{Uri.EscapeDataString(reference)}&sort=created_at:desc").For(by), cancellationToken)).Read(OsJson.Default.ImagesAnswer).Images;
        // Several of one name are versions of one image by convention: the newest that can be used.
        return named.FirstOrDefault(static i => i.Status == "active") ?? (named.Count > 0 ? Usable(account, by, reference, named[0]) : throw Missing(account, by, reference));
    }

    private static OsImage Usable(OsAccount account, ResourceRecord by, string reference, OsImage image) => image.Status == "active"
        ? image
        : throw new VimException(VimErrorCause.CONFLICT, $"{by.Kind.Token()} '{by.Key}' needs image '{reference}' of account '{account.Id}', whose status is '{image.Status}': its content is not there. Upload it first. Nothing was done.", retryable: image.Status is "saving" or "importing" || image.OsGlanceImportTask is not null, by.Kind, by.Key);

    private static VimException Missing(OsAccount account, ResourceRecord by, string reference) => new(
        VimErrorCause.NOT_FOUND,
        $"{by.Kind.Token()} '{by.Key}' needs image '{reference}', which account '{account.Id}' does not have by key, identifier or name. Nothing was done; upload the image (a package with its artifact does so), or name one that is there.",
        retryable: false, by.Kind, by.Key);
}

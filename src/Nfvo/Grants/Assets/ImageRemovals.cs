using Microsoft.Extensions.Logging;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Grants.Assets;

/// <summary>
/// Takes the software images of deleted VNF packages out of the VIMs: those that we put there, that no other package of the tenant has, and that no server boots from. One that is still needed, or that the
/// VIM does not give up, is looked at again later.
/// </summary>
internal sealed partial class ImageRemovals(
    IDocumentStore store, VimClient vim, SoftwareImages images, NfvoOptions options, BackgroundLoopRegistry registry, TimeProvider time, ILogger<ImageRemovals> logger)
    : QueueWorker(ForgottenImages.Queue, new QueueWorkerOptions { Concurrency = 2, LongestBackOff = TimeSpan.FromMinutes(5) }, store, registry, time, logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task HandleAsync(WorkClaim claim, CancellationToken cancellationToken)
    {
        var forgotten = ForgottenImages.Read(claim);
        using var scope = TenantContext.Use(claim.Item.Tenant);
        var left = false;
        // Without uploads, VIMs have images of their own.
        foreach (var key in options.UploadImages ? forgotten.Images.Select(i => SoftwareImages.KeyOf(forgotten.PackageId, i)).Distinct(StringComparer.Ordinal) : [])
        {
            if (await IsWantedAsync(claim.Item.Tenant, key, cancellationToken))
            {
                continue; // goes with the last package that has it
            }
            // Whoever grants from now on asks the VIM, and brings it there again when it is gone.
            images.Forget(claim.Item.Tenant, key);
            foreach (var account in options.VimAccounts)
            {
                left |= !await RemoveAsync(account, key, cancellationToken);
            }
            images.Forget(claim.Item.Tenant, key);
        }
        (await Store.CommitAsync(left ? new WriteBatch().Reschedule(claim, Time.GetUtcNow() + LookAgain) : new WriteBatch().Complete(claim), cancellationToken)).ThrowIfConflict();
        ForgetFailures(claim);
    }

    /// <summary>Whether it is not there any more.</summary>
    private async Task<bool> RemoveAsync(string account, string key, CancellationToken cancellationToken)
    {
        try
        {
            if (await vim.GetAsync(account, VimResourceKind.Image, key, TimeSpan.Zero, cancellationToken) is null)
            {
                return true;
            }
            if (await UserAsync(account, key, cancellationToken) is { } server)
            {
                Log.Needed(logger, key, account, server);
                return false;
            }
            await vim.EnsureDeletedAsync(account, VimResourceKind.Image, key, options.VimTimeout, cancellationToken);
            Log.Removed(logger, key, account);
            return true;
        }
        catch (VimException refused) when (!refused.Retryable)
        {
            Log.Refused(logger, key, account, refused.Message);
            return refused.Cause == VimErrorCause.NOT_FOUND;
        }
    }

    /// <summary>A server that boots from the image.</summary>
    private async Task<string?> UserAsync(string account, string key, CancellationToken cancellationToken)
    {
        await foreach (var server in vim.ListAllAsync(account, new VimResourceQuery { Kind = VimResourceKind.Compute, Limit = VimResourceQuery.MaxLimit }, cancellationToken))
        {
            if (server.Outputs.ImageId == key || server.Spec is ComputeSpec { ImageRef: { } image } && image == key)
            {
                return server.Key;
            }
        }
        return null;
    }

    /// <summary>Whether a package of the tenant has the same content.</summary>
    private async Task<bool> IsWantedAsync(TenantId tenant, string key, CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var page = await Store.QueryAsync(CatalogueCollections.VnfPackages, tenant, new StoreQuery { AfterId = after, Limit = 500 }, cancellationToken);
            if (page.Items.Any(p => (p.Value.Resource.SoftwareImages ?? []).Any(i => SoftwareImages.KeyOf(p.Id, i) == key)))
            {
                return true;
            }
            after = page.NextAfterId;
        }
        while (after is not null);
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Image {Image} was removed from VIM account {Account}: the last VNF package with it was deleted")]
        public static partial void Removed(ILogger logger, string image, string account);

        [LoggerMessage(2, LogLevel.Information, "Image {Image} stays in VIM account {Account} although its VNF package was deleted, because server {Server} boots from it; looked at again in an hour")]
        public static partial void Needed(ILogger logger, string image, string account, string server);

        [LoggerMessage(3, LogLevel.Warning, "Image {Image} of a deleted VNF package is not removed from VIM account {Account} (tried again in an hour if it is there): {Reason}")]
        public static partial void Refused(ILogger logger, string image, string account, string reason);
    }
}

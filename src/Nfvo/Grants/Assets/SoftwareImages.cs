using System.Collections.Concurrent;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.Catalogue.Content;
using NfvOrchestrator.Platform.Blobs;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Grants.Assets;

/// <summary>
/// Brings the software images of VNF packages into the VIMs before the first server needs them (SOL003 §9.5.3.11 vimAssets): streamed from the package, once for each tenant and VIM account; packages that carry
/// the same content share it, because the image's key is its checksum.
/// </summary>
internal sealed class SoftwareImages(IDocumentStore store, IBlobStore blobs, VimClient vim, NfvoOptions options, TimeProvider clock)
{
    private const int MaxKnown = 4096;

    /// <summary>An image that somebody deleted in the VIM is missed after this time at the latest.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(TenantId Tenant, string VimId, string PackageId, string ImageId), Known> known = new();

    /// <summary>
    /// The images that a grant names: all of the deployment flavour where a VNF is instantiated, or given another flavour or package, since what is added later, by scaling, is made of those that
    /// were told then (SOL003 §9.5.2.3 NOTE); otherwise what the operation adds.
    /// </summary>
    public static IReadOnlyList<SwImage> Of(GrantRequest request, DeploymentFlavour flavour)
        => [.. (request.Operation is GrantedLcmOperationType.INSTANTIATE or GrantedLcmOperationType.CHANGE_FLAVOUR or GrantedLcmOperationType.CHANGE_VNFPKG ? All(flavour) : Added(request, flavour))
            .OfType<SwImage>().Where(i => i.ArtifactPath is not null || IsFetchable(i.Uri)).DistinctBy(i => i.Id)];

    private static IEnumerable<SwImage?> All(DeploymentFlavour flavour) => flavour.Vdus.Select(static v => v.SwImage).Concat(flavour.StorageResources.Select(static s => s.SwImage));

    private static IEnumerable<SwImage?> Added(GrantRequest request, DeploymentFlavour flavour) => (request.AddResources ?? []).Select(d => d.Type switch
    {
        ResourceDefinitionType.COMPUTE => flavour.FindVdu(d.VduId ?? d.ResourceTemplateId)?.SwImage,
        ResourceDefinitionType.STORAGE => flavour.StorageResources.FirstOrDefault(s => s.Id == d.ResourceTemplateId)?.SwImage,
        _ => null,
    });

    /// <summary>The key of an image in VIMs: its content, so that packages share it; without a checksum, the package's own.</summary>
    public static string KeyOf(string packageId, VnfPackageSoftwareImageInfo image) => image.Checksum.Hash.Length > 0 ? VimKey.Of("image", image.Checksum.Hash) : VimKey.Of("image", packageId, image.Id);

    /// <summary>An image is not believed to be in any VIM any more.</summary>
    public void Forget(TenantId tenant, string key)
    {
        foreach (var (at, entry) in known)
        {
            if (at.Tenant == tenant && entry.Work is { IsCompletedSuccessfully: true, Result: var image } && image.VimSoftwareImageId == key)
            {
                known.TryRemove(KeyValuePair.Create(at, entry));
            }
        }
    }

    /// <summary>The assets of a grant when all images are known to be there; null: <see cref="EnsureAsync"/> has to see to it.</summary>
    public VimAssets? Find(TenantId tenant, string packageId, IReadOnlyList<SwImage> images, string vimId)
    {
        var found = new List<VimSoftwareImage>(images.Count);
        foreach (var image in images)
        {
            if (!known.TryGetValue((tenant, vimId, packageId, image.Id), out var entry) || !entry.Work.IsCompletedSuccessfully || IsOld(entry))
            {
                return null;
            }
            found.Add(entry.Work.Result);
        }
        return new VimAssets { SoftwareImages = found };
    }

    /// <summary>Uploads what is missing.</summary>
    /// <exception cref="VimException">The VIM refused an image, or does not answer.</exception>
    /// <exception cref="InvalidDataException">The package does not hold an image that its descriptor names.</exception>
    public async Task<VimAssets> EnsureAsync(TenantId tenant, string packageId, IReadOnlyList<SwImage> images, string vimId, CancellationToken cancellationToken)
    {
        var there = await Task.WhenAll(images.Select(image => OneAsync(tenant, packageId, image, vimId))).WaitAsync(cancellationToken);
        return new VimAssets { SoftwareImages = there };
    }

    private static bool IsFetchable(string? uri) => Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps);

    private bool IsOld(Known entry) => clock.GetUtcNow() - entry.At > LookAgain;

    /// <summary>Whoever comes first works, the others of this process wait for the same work; it goes on when a caller leaves.</summary>
    private async Task<VimSoftwareImage> OneAsync(TenantId tenant, string packageId, SwImage image, string vimId)
    {
        var key = (tenant, vimId, packageId, image.Id);
        if (known.Count >= MaxKnown)
        {
            known.Clear();
        }
        var entry = known.AddOrUpdate(key, _ => Begin(), (_, old) => old.Work.IsCompleted && (!old.Work.IsCompletedSuccessfully || IsOld(old)) ? Begin() : old);
        return await entry.Work;

        Known Begin() => new(new Lazy<Task<VimSoftwareImage>>(() => Task.Run(() => PutAsync(tenant, packageId, image, vimId))), clock.GetUtcNow());
    }

    private async Task<VimSoftwareImage> PutAsync(TenantId tenant, string packageId, SwImage image, string vimId)
    {
        using var scope = TenantContext.Use(tenant);
        var package = await store.GetAsync(CatalogueCollections.VnfPackages, tenant, packageId, CancellationToken.None);
        var info = package?.Value.Resource.SoftwareImages?.FirstOrDefault(i => i.Id == image.Id);
        if (package?.Value.Content is not { } content || info is null)
        {
            throw new InvalidDataException($"The VNF package '{packageId}' has no software image '{image.Id}' any more.");
        }
        var key = KeyOf(packageId, info);
        var spec = Spec(info);
        VimResource resource;
        try
        {
            resource = await vim.EnsureAsync(vimId, key, spec, options.VimTimeout, CancellationToken.None);
        }
        catch (VimException other) when (other.Cause == VimErrorCause.CONFLICT)
        {
            // The same content came with another package, under another name, or from this package when an earlier version did not tell the VIM all of it: it is the same image.
            if (await vim.GetAsync(vimId, VimResourceKind.Image, key, TimeSpan.Zero, CancellationToken.None) is not { Spec: ImageSpec same })
            {
                throw;
            }
            spec = same;
            resource = await vim.EnsureAsync(vimId, key, spec, options.VimTimeout, CancellationToken.None);
        }
        if (resource.State == VimResourceState.PENDING_UPLOAD && info.ImagePath is { } path)
        {
            await UploadAsync(tenant, content, path, vimId, key);
            await vim.EnsureAsync(vimId, key, spec, options.VimTimeout, CancellationToken.None);
        }
        return new VimSoftwareImage { VimConnectionId = vimId, VnfdSoftwareImageId = image.Id, VimSoftwareImageId = key };
    }

    private async Task UploadAsync(TenantId tenant, ContentLocation content, string path, string vimId, string key)
    {
        await using var file = await OpenPackage.OpenFileAsync(blobs, tenant, content, path, 0, CancellationToken.None);
        try
        {
            await vim.UploadImageAsync(vimId, key, file, CancellationToken.None);
        }
        catch (VimException taken) when (taken.Cause == VimErrorCause.CONFLICT)
        {
            // Another process of the NFVO uploads the same content: the caller waits for its end.
        }
    }

    private static ImageSpec Spec(VnfPackageSoftwareImageInfo info) => new()
    {
        Name = info.Name,
        Version = info.Version,
        ChecksumAlgorithm = info.Checksum.Algorithm,
        Checksum = info.Checksum.Hash.Length > 0 ? info.Checksum.Hash : null,
        SizeBytes = info.Size > 0 ? info.Size : null,
        ContainerFormat = info.ContainerFormat.ToString(),
        DiskFormat = info.DiskFormat.ToString(),
        MinDiskGib = info.MinDisk > 0 ? (info.MinDisk + (1L << 30) - 1) >> 30 : null,
        MinMemoryMib = info.MinRam > 0 ? (info.MinRam + (1L << 20) - 1) >> 20 : null,
        SourceUri = info.ImagePath is null ? info.ImageUri : null,
        ContentFollows = info.ImagePath is not null,
    };

    private sealed class Known(Lazy<Task<VimSoftwareImage>> work, DateTimeOffset at)
    {
        public Task<VimSoftwareImage> Work => work.Value;

        public DateTimeOffset At { get; } = at;
    }
}

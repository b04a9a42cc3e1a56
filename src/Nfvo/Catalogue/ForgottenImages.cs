using System.Text.Json;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>Software images of a VNF package that was deleted: whoever brought them into VIMs removes them there.</summary>
/// <param name="PackageId">The package that is gone.</param>
/// <param name="Images">Its images, as the package resource named them.</param>
internal sealed record ForgottenImages(string PackageId, IReadOnlyList<VnfPackageSoftwareImageInfo> Images)
{
    /// <summary>Queue of such work.</summary>
    public const string Queue = "forgotten-images";

    /// <summary>What a work item says.</summary>
    public static ForgottenImages Read(WorkClaim claim) => JsonSerializer.Deserialize(claim.Item.Payload!, CatalogueJsonContext.Default.ForgottenImages)!;

    /// <summary>Adds the work to the deletion of the package: durable, so that no crash leaves gigabytes in a VIM.</summary>
    public void Enqueue(WriteBatch batch, TenantId tenant, DateTimeOffset now) => batch.Enqueue(new WorkItem
    {
        Queue = Queue,
        Id = $"{tenant.Value}/{PackageId}",
        Tenant = tenant,
        Group = tenant.Value,
        DueAt = now,
        Payload = JsonSerializer.Serialize(this, CatalogueJsonContext.Default.ForgottenImages),
    });
}

using System.Text.Json;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>Work items of the catalogue.</summary>
internal static class OnboardingQueue
{
    /// <summary>Read an uploaded package.</summary>
    public static WriteBatch EnqueueOnboarding(this WriteBatch batch, TenantId tenant, CatalogueKind kind, string resourceId, string blob, DateTimeOffset now)
        => batch.Enqueue(Item(tenant, $"read:{blob}", now, new OnboardingWork { Kind = kind, ResourceId = resourceId, Blob = blob }));

    /// <summary>Remove content that nothing refers to any longer: durable, so that no crash leaves gigabytes behind.</summary>
    public static WriteBatch EnqueueRemoval(this WriteBatch batch, TenantId tenant, string blob, DateTimeOffset now)
        => batch.Enqueue(Item(tenant, $"remove:{blob}", now, new OnboardingWork { Blob = blob }));

    public static OnboardingWork Read(WorkClaim claim) => JsonSerializer.Deserialize(claim.Item.Payload!, CatalogueJsonContext.Default.OnboardingWork)!;

    private static WorkItem Item(TenantId tenant, string id, DateTimeOffset now, OnboardingWork work) => new()
    {
        Queue = CatalogueCollections.Queue,
        Id = $"{tenant.Value}/{id}",
        Tenant = tenant,
        Group = tenant.Value,
        DueAt = now,
        Payload = JsonSerializer.Serialize(work, CatalogueJsonContext.Default.OnboardingWork),
    };
}

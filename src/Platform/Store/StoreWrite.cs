namespace NfvOrchestrator.Platform.Store;

/// <summary>One write of a <see cref="WriteBatch"/>.</summary>
public abstract record StoreWrite
{
    private StoreWrite()
    {
    }

    /// <summary>See <see cref="WriteBatch.Insert{T}"/>.</summary>
    public sealed record Insert(IDocumentCollection Collection, TenantId Tenant, string Id, byte[] Json) : StoreWrite;

    /// <summary>See <see cref="WriteBatch.Replace{T}(DocumentCollection{T}, TenantId, string, long, T)"/>.</summary>
    public sealed record Replace(IDocumentCollection Collection, TenantId Tenant, string Id, long ExpectedVersion, byte[] Json) : StoreWrite;

    /// <summary>See <see cref="WriteBatch.Put{T}"/>.</summary>
    public sealed record Put(IDocumentCollection Collection, TenantId Tenant, string Id, byte[] Json) : StoreWrite;

    /// <summary>See <see cref="WriteBatch.Delete"/>.</summary>
    public sealed record Delete(IDocumentCollection Collection, TenantId Tenant, string Id, long? ExpectedVersion) : StoreWrite;

    /// <summary>See <see cref="WriteBatch.Check"/>.</summary>
    public sealed record Check(IDocumentCollection Collection, TenantId Tenant, string Id, long ExpectedVersion) : StoreWrite;

    /// <summary>See <see cref="WriteBatch.Enqueue"/>.</summary>
    public sealed record Enqueue(WorkItem Item) : StoreWrite;

    /// <summary>See <see cref="WriteBatch.Complete"/>.</summary>
    public sealed record Complete(WorkClaim Claim) : StoreWrite;

    /// <summary>See <see cref="WriteBatch.Reschedule"/>.</summary>
    public sealed record Reschedule(WorkClaim Claim, DateTimeOffset DueAt) : StoreWrite;

    /// <summary>See <see cref="WriteBatch.RequireLease"/>.</summary>
    public sealed record RequireLease(WorkClaim Claim) : StoreWrite;
}

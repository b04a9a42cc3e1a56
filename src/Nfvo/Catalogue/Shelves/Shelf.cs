using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Nfvo.Catalogue.Onboarding;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Selection;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>What is particular to VNF packages, NSDs or PNFDs; their life (upload, onboarding, enabling, deletion) is the same and written once.</summary>
/// <typeparam name="T">The SOL resource: VnfPkgInfo, NsdInfo or PnfdInfo.</typeparam>
internal abstract class Shelf<T>
    where T : class
{
    public abstract CatalogueKind Kind { get; }

    /// <summary>What a person calls it.</summary>
    public abstract string Noun { get; }

    public abstract SolApi Api { get; }

    /// <summary>The list resource below the API's prefix, for example <c>/vnf_packages</c>.</summary>
    public abstract string Path { get; }

    /// <summary>Name of the attribute with the usage state, which is computed and not stored.</summary>
    public abstract string UsageAttribute { get; }

    /// <summary>Indexed field of the onboarding state.</summary>
    public abstract string StateField { get; }

    public abstract DocumentCollection<StoredContent<T>> Collection { get; }

    /// <summary>Where the compiled models are.</summary>
    public abstract IDocumentCollection Models { get; }

    public abstract JsonTypeInfo<T> Type { get; }

    public abstract SelectorSchema Selectors { get; }

    /// <summary>Media types that can be uploaded.</summary>
    public abstract string[] MediaTypes { get; }

    public abstract T Create(string id, IReadOnlyDictionary<string, JsonElement>? userDefinedData);

    public abstract string Id(T resource);

    /// <summary>vnfdId, nsdId or pnfdId, once known.</summary>
    public abstract string? DescriptorId(T resource);

    public abstract ContentState State(T resource);

    public abstract bool Enabled(T resource);

    public abstract IReadOnlyDictionary<string, JsonElement>? UserDefinedData(T resource);

    public abstract T With(T resource, ContentState state, ProblemDetails? failure);

    public abstract T WithEnabled(T resource, bool enabled);

    public abstract T WithUserDefinedData(T resource, IReadOnlyDictionary<string, JsonElement>? data);

    /// <summary>The resource as clients see it.</summary>
    public abstract T Render(string root, T resource, bool inUse);

    /// <summary>Turns what was read of the content into what is stored. Everything that needs the whole content (digests) is in <paramref name="reading"/>.</summary>
    public abstract Task<Verdict<T>> JudgeAsync(TenantId tenant, StoredContent<T> stored, PackageReading reading, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The resource was onboarded.</summary>
    public abstract NotificationDraft? Onboarded(TenantId tenant, string root, T resource, DateTimeOffset now);

    /// <summary>The content could not be used.</summary>
    public abstract NotificationDraft? Failed(TenantId tenant, string root, T resource, DateTimeOffset now);

    /// <summary>The operational state was changed.</summary>
    public abstract NotificationDraft? Changed(TenantId tenant, string root, T resource, bool inUse, DateTimeOffset now);

    /// <summary>The resource was deleted.</summary>
    public abstract NotificationDraft? Deleted(TenantId tenant, string root, T resource, DateTimeOffset now);

    /// <summary>Adds to the deletion of an onboarded resource what it means for others.</summary>
    public virtual Task ForgetAsync(WriteBatch batch, TenantId tenant, T resource, DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Path of one resource from the root of the service.</summary>
    public string PathOf(string id) => $"{Api.Prefix}{Path}/{Uri.EscapeDataString(id)}";

    public ContentState State(StoredContent<T> stored) => State(stored.Resource);
}

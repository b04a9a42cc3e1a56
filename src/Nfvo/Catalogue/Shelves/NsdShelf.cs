using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Nfvo.Catalogue.Onboarding;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.Selection;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Semantics;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>Network service descriptors (SOL005 §5.5.2.2 NsdInfo).</summary>
internal sealed class NsdShelf(StoredCatalogue catalogue, PackageOptions demands) : Shelf<NsdInfo>
{
    private static readonly NsdInfoLinks NoLinks = new() { Self = new Link { Href = "" }, NsdContent = new Link { Href = "" } };

    public override CatalogueKind Kind => CatalogueKind.Nsd;

    public override string Noun => "NSD";

    public override SolApi Api => SolApi.Nsd;

    public override string Path => "/ns_descriptors";

    public override string UsageAttribute => "nsdUsageState";

    public override string StateField => "resource/nsdOnboardingState";

    public override DocumentCollection<StoredContent<NsdInfo>> Collection => CatalogueCollections.NsDescriptors;

    public override IDocumentCollection Models => CatalogueCollections.Nsds;

    public override JsonTypeInfo<NsdInfo> Type => NsdJsonContext.Default.NsdInfo;

    public override SelectorSchema Selectors => SolDefaults.NsdInfo;

    public override string[] MediaTypes { get; } = [ContentTypes.Zip, ContentTypes.Text];

    public override NsdInfo Create(string id, IReadOnlyDictionary<string, JsonElement>? userDefinedData) => new()
    {
        Id = id,
        NsdOnboardingState = NsdOnboardingStateType.CREATED,
        NsdOperationalState = NsdOperationalStateType.DISABLED,
        NsdUsageState = NsdUsageStateType.NOT_IN_USE,
        UserDefinedData = userDefinedData,
        Links = NoLinks,
    };

    public override string Id(NsdInfo resource) => resource.Id;

    public override string? DescriptorId(NsdInfo resource) => resource.NsdId;

    public override ContentState State(NsdInfo resource) => (ContentState)resource.NsdOnboardingState;

    public override bool Enabled(NsdInfo resource) => resource.NsdOperationalState == NsdOperationalStateType.ENABLED;

    public override IReadOnlyDictionary<string, JsonElement>? UserDefinedData(NsdInfo resource) => resource.UserDefinedData;

    public override NsdInfo With(NsdInfo resource, ContentState state, ProblemDetails? failure)
        => resource with { NsdOnboardingState = (NsdOnboardingStateType)state, OnboardingFailureDetails = failure };

    public override NsdInfo WithEnabled(NsdInfo resource, bool enabled)
        => resource with { NsdOperationalState = enabled ? NsdOperationalStateType.ENABLED : NsdOperationalStateType.DISABLED };

    public override NsdInfo WithUserDefinedData(NsdInfo resource, IReadOnlyDictionary<string, JsonElement>? data) => resource with { UserDefinedData = data };

    public override NsdInfo Render(string root, NsdInfo resource, bool inUse)
    {
        var self = root + PathOf(resource.Id);
        return resource with
        {
            NsdUsageState = inUse ? NsdUsageStateType.IN_USE : NsdUsageStateType.NOT_IN_USE,
            Links = new NsdInfoLinks { Self = new Link { Href = self }, NsdContent = new Link { Href = self + "/nsd_content" } },
        };
    }

    public override async Task<Verdict<NsdInfo>> JudgeAsync(TenantId tenant, StoredContent<NsdInfo> stored, PackageReading reading, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (reading.Result.NsDescriptor is not { } nsd)
        {
            return Verdict<NsdInfo>.Refused(OnboardingProblems.WrongKind(reading.Result.PackageKind, PackageKind.Ns));
        }
        if (!DescriptorIds.IsUsable(nsd.NsdId))
        {
            return Verdict<NsdInfo>.Refused(OnboardingProblems.UnusableId("nsdId (descriptor_id)"));
        }
        var vnfs = await ResolveAsync(tenant, CatalogueKind.Vnfd, nsd.Flavours.SelectMany(static f => f.VnfProfiles).Select(static p => p.VnfdId), cancellationToken);
        var nested = await ResolveAsync(tenant, CatalogueKind.Nsd, nsd.Flavours.SelectMany(static f => f.NestedNsProfiles).Select(static p => p.NsdId), cancellationToken);
        var pnfs = await ResolveAsync(tenant, CatalogueKind.Pnfd, nsd.Flavours.SelectMany(static f => f.PnfProfiles).Select(static p => p.PnfdId), cancellationToken);
        if (vnfs.Unknown.Count > 0 || nested.Unknown.Count > 0 || pnfs.Unknown.Count > 0)
        {
            return Verdict<NsdInfo>.Refused(OnboardingProblems.UnknownConstituents(vnfs.Unknown, pnfs.Unknown, nested.Unknown));
        }
        var findings = NsdCrossCheck.Check(
            nsd,
            (await ModelsAsync(tenant, vnfs.Known, CatalogueCollections.Vnfds, CatalogueKind.Vnfd, static v => v.DescriptorId, cancellationToken)).GetValueOrDefault,
            (await ModelsAsync(tenant, nested.Known, CatalogueCollections.Nsds, CatalogueKind.Nsd, static n => n.NsdId, cancellationToken)).GetValueOrDefault,
            (await ModelsAsync(tenant, pnfs.Known, CatalogueCollections.Pnfds, CatalogueKind.Pnfd, static p => p.PnfdId, cancellationToken)).GetValueOrDefault,
            demands.Strict);
        if (findings.Any(static f => f.Severity == Severity.Error))
        {
            return Verdict<NsdInfo>.Refused(OnboardingProblems.Diagnosed([.. reading.Result.Diagnostics, .. findings]));
        }
        var resource = stored.Resource with
        {
            NsdId = nsd.NsdId,
            NsdName = nsd.Name,
            NsdVersion = nsd.Version,
            NsdDesigner = nsd.Designer,
            NsdInvariantId = nsd.InvariantId,
            VnfPkgIds = Ids(vnfs.Known),
            PnfdInfoIds = Ids(pnfs.Known),
            NestedNsdInfoIds = Ids(nested.Known),
            ArchiveSecurityOption = reading.Result.IsSignedAsWhole ? ArchiveSecurityOption.OPTION_2 : ArchiveSecurityOption.OPTION_1,
            SigningCertificate = PackageSigner.CertificateOf(reading.Result),
            Artifacts = Artifacts(reading),
            NsdOnboardingState = NsdOnboardingStateType.ONBOARDED,
            NsdOperationalState = NsdOperationalStateType.ENABLED,
            OnboardingFailureDetails = null,
        };
        return new Verdict<NsdInfo>
        {
            Resource = resource,
            DescriptorId = nsd.NsdId,
            AddModel = batch =>
            {
                batch.Insert(CatalogueCollections.Nsds, tenant, resource.Id, nsd);
                foreach (var entry in vnfs.Known.Concat(nested.Known))
                {
                    // What the NSD refers to must still be there when the NSD becomes usable.
                    batch.Check(CatalogueCollections.Entries, tenant, entry.Id, entry.Version);
                }
                foreach (var entry in pnfs.Known)
                {
                    // A PNFD cannot be disabled before it is deleted: its entry changes with every NSD that begins to refer to it, and deletion notices.
                    batch.Replace(CatalogueCollections.Entries, entry, entry.Value);
                    StoredCatalogue.PutUse(batch, tenant, entry.Id, resource.Id);
                }
            },
        };
    }

    public override NotificationDraft Onboarded(TenantId tenant, string root, NsdInfo resource, DateTimeOffset now) => NsdNotifications.Onboarded(tenant, root, this, resource, now);

    public override NotificationDraft Failed(TenantId tenant, string root, NsdInfo resource, DateTimeOffset now) => NsdNotifications.Failed(tenant, root, this, resource, now);

    public override NotificationDraft Changed(TenantId tenant, string root, NsdInfo resource, bool inUse, DateTimeOffset now)
        => NsdNotifications.Changed(tenant, root, this, resource, inUse, now);

    public override NotificationDraft? Deleted(TenantId tenant, string root, NsdInfo resource, DateTimeOffset now)
        => resource.NsdId is null ? null : NsdNotifications.Deleted(tenant, root, this, resource, now);

    public override async Task ForgetAsync(WriteBatch batch, TenantId tenant, NsdInfo resource, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var nsd = await catalogue.ModelAsync(CatalogueCollections.Nsds, tenant, CatalogueKind.Nsd, resource.Id, cancellationToken);
        foreach (var pnfdId in (nsd?.Flavours ?? []).SelectMany(static f => f.PnfProfiles).Select(static p => p.PnfdId).Distinct(StringComparer.Ordinal))
        {
            catalogue.RemoveUse(batch, tenant, CatalogueKind.Pnfd, pnfdId, resource.Id);
        }
    }

    private static List<NsdArchiveArtifactInfo>? Artifacts(PackageReading reading)
    {
        var artifacts = reading.Additional.Where(static a => !a.IsExternal)
            .Select(a => new NsdArchiveArtifactInfo { ArtifactPath = a.Path, Checksum = VnfPackageContents.ChecksumOf(reading, a) }).ToList();
        return artifacts.Count == 0 ? null : artifacts;
    }

    private static List<string>? Ids(List<Document<CatalogueEntryDocument>> entries) => entries.Count == 0 ? null : [.. entries.Select(static e => e.Value.ResourceId)];

    /// <summary>The descriptors behind entries, by descriptor id.</summary>
    private async Task<Dictionary<string, T>> ModelsAsync<T>(
        TenantId tenant, List<Document<CatalogueEntryDocument>> entries, DocumentCollection<T> collection, CatalogueKind kind, Func<T, string> idOf, CancellationToken cancellationToken)
        where T : class
    {
        var models = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (await catalogue.ModelAsync(collection, tenant, kind, entry.Value.ResourceId, cancellationToken) is { } model)
            {
                models[idOf(model)] = model;
            }
        }
        return models;
    }

    private async Task<(List<Document<CatalogueEntryDocument>> Known, List<string> Unknown)> ResolveAsync(
        TenantId tenant, CatalogueKind kind, IEnumerable<string> descriptorIds, CancellationToken cancellationToken)
    {
        var (known, unknown) = (new List<Document<CatalogueEntryDocument>>(), new List<string>());
        foreach (var id in descriptorIds.Distinct(StringComparer.Ordinal))
        {
            if (await catalogue.FindEntryAsync(tenant, kind, id, cancellationToken) is { } entry)
            {
                known.Add(entry);
            }
            else
            {
                unknown.Add(id);
            }
        }
        return (known, unknown);
    }
}

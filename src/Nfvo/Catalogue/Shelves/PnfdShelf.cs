using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Nfvo.Catalogue.Onboarding;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.Selection;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>Descriptors of physical network functions (SOL005 §5.5.2.5 PnfdInfo). They have no operational state: onboarded they can be used, and as long as no NSD refers to them they can be deleted.</summary>
internal sealed class PnfdShelf : Shelf<PnfdInfo>
{
    private static readonly PnfdInfoLinks NoLinks = new() { Self = new Link { Href = "" }, PnfdContent = new Link { Href = "" } };

    public override CatalogueKind Kind => CatalogueKind.Pnfd;

    public override string Noun => "PNFD";

    public override SolApi Api => SolApi.Nsd;

    public override string Path => "/pnf_descriptors";

    public override string UsageAttribute => "pnfdUsageState";

    public override string StateField => "resource/pnfdOnboardingState";

    public override DocumentCollection<StoredContent<PnfdInfo>> Collection => CatalogueCollections.PnfDescriptors;

    public override IDocumentCollection Models => CatalogueCollections.Pnfds;

    public override JsonTypeInfo<PnfdInfo> Type => NsdJsonContext.Default.PnfdInfo;

    public override SelectorSchema Selectors => SolDefaults.PnfdInfo;

    public override string[] MediaTypes { get; } = [ContentTypes.Zip, ContentTypes.Text];

    public override PnfdInfo Create(string id, IReadOnlyDictionary<string, JsonElement>? userDefinedData) => new()
    {
        Id = id,
        PnfdOnboardingState = PnfdOnboardingStateType.CREATED,
        PnfdUsageState = PnfdUsageStateType.NOT_IN_USE,
        UserDefinedData = userDefinedData,
        Links = NoLinks,
    };

    public override string Id(PnfdInfo resource) => resource.Id;

    public override string? DescriptorId(PnfdInfo resource) => resource.PnfdId;

    public override ContentState State(PnfdInfo resource) => (ContentState)resource.PnfdOnboardingState;

    public override bool Enabled(PnfdInfo resource) => false;

    public override IReadOnlyDictionary<string, JsonElement>? UserDefinedData(PnfdInfo resource) => resource.UserDefinedData;

    public override PnfdInfo With(PnfdInfo resource, ContentState state, ProblemDetails? failure)
        => resource with { PnfdOnboardingState = (PnfdOnboardingStateType)state, OnboardingFailureDetails = failure };

    public override PnfdInfo WithEnabled(PnfdInfo resource, bool enabled) => throw new NotSupportedException("A PNFD has no operational state.");

    public override PnfdInfo WithUserDefinedData(PnfdInfo resource, IReadOnlyDictionary<string, JsonElement>? data) => resource with { UserDefinedData = data };

    public override PnfdInfo Render(string root, PnfdInfo resource, bool inUse)
    {
        var self = root + PathOf(resource.Id);
        return resource with
        {
            PnfdUsageState = inUse ? PnfdUsageStateType.IN_USE : PnfdUsageStateType.NOT_IN_USE,
            Links = new PnfdInfoLinks { Self = new Link { Href = self }, PnfdContent = new Link { Href = self + "/pnfd_content" } },
        };
    }

    public override Task<Verdict<PnfdInfo>> JudgeAsync(TenantId tenant, StoredContent<PnfdInfo> stored, PackageReading reading, DateTimeOffset now, CancellationToken cancellationToken)
        => Task.FromResult(Judge(tenant, stored, reading));

    public override NotificationDraft Onboarded(TenantId tenant, string root, PnfdInfo resource, DateTimeOffset now) => PnfdNotifications.Onboarded(tenant, root, this, resource, now);

    public override NotificationDraft Failed(TenantId tenant, string root, PnfdInfo resource, DateTimeOffset now) => PnfdNotifications.Failed(tenant, root, this, resource, now);

    public override NotificationDraft? Changed(TenantId tenant, string root, PnfdInfo resource, bool inUse, DateTimeOffset now) => null;

    public override NotificationDraft? Deleted(TenantId tenant, string root, PnfdInfo resource, DateTimeOffset now)
        => resource.PnfdId is null ? null : PnfdNotifications.Deleted(tenant, root, this, resource, now);

    private static Verdict<PnfdInfo> Judge(TenantId tenant, StoredContent<PnfdInfo> stored, PackageReading reading)
    {
        if (reading.Result.PnfDescriptor is not { } pnfd)
        {
            return Verdict<PnfdInfo>.Refused(OnboardingProblems.WrongKind(reading.Result.PackageKind, PackageKind.Pnf));
        }
        if (!DescriptorIds.IsUsable(pnfd.PnfdId))
        {
            return Verdict<PnfdInfo>.Refused(OnboardingProblems.UnusableId("pnfdId (descriptor_id)"));
        }
        var resource = stored.Resource with
        {
            PnfdId = pnfd.PnfdId,
            PnfdName = pnfd.Name,
            Pnfdersion = pnfd.Version,
            PnfdProvider = pnfd.Provider,
            PnfdInvariantId = pnfd.InvariantId,
            ArchiveSecurityOption = reading.Result.IsSignedAsWhole ? ArchiveSecurityOption.OPTION_2 : ArchiveSecurityOption.OPTION_1,
            SigningCertificate = PackageSigner.CertificateOf(reading.Result),
            Artifacts = Artifacts(reading),
            PnfdOnboardingState = PnfdOnboardingStateType.ONBOARDED,
            OnboardingFailureDetails = null,
        };
        return new Verdict<PnfdInfo>
        {
            Resource = resource,
            DescriptorId = pnfd.PnfdId,
            AddModel = batch => batch.Insert(CatalogueCollections.Pnfds, tenant, resource.Id, pnfd),
        };
    }

    private static List<PnfdArchiveArtifactInfo>? Artifacts(PackageReading reading)
    {
        var artifacts = reading.Additional.Where(static a => !a.IsExternal)
            .Select(a => new PnfdArchiveArtifactInfo { ArtifactPath = a.Path, Checksum = VnfPackageContents.ChecksumOf(reading, a), NonManoArtifactSetId = a.NonManoArtifactSetId }).ToList();
        return artifacts.Count == 0 ? null : artifacts;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Nfvo.Catalogue.Onboarding;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Selection;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Nfvo.Catalogue.Shelves;

/// <summary>VNF packages (SOL005 §9.5.2.5 VnfPkgInfo).</summary>
internal sealed class VnfPackageShelf : Shelf<VnfPkgInfo>
{
    private static readonly VnfPkgInfoLinks NoLinks = new() { Self = new Link { Href = "" }, PackageContent = new Link { Href = "" } };

    public override CatalogueKind Kind => CatalogueKind.Vnfd;

    public override string Noun => "VNF package";

    public override SolApi Api => SolApi.VnfPkgm;

    public override string Path => "/vnf_packages";

    public override string UsageAttribute => "usageState";

    public override string StateField => "resource/onboardingState";

    public override DocumentCollection<StoredContent<VnfPkgInfo>> Collection => CatalogueCollections.VnfPackages;

    public override IDocumentCollection Models => CatalogueCollections.Vnfds;

    public override JsonTypeInfo<VnfPkgInfo> Type => VnfPkgmJsonContext.Default.VnfPkgInfo;

    public override SelectorSchema Selectors => SolDefaults.VnfPkgInfo;

    public override string[] MediaTypes { get; } = [ContentTypes.Zip];

    public override VnfPkgInfo Create(string id, IReadOnlyDictionary<string, JsonElement>? userDefinedData) => new()
    {
        Id = id,
        OnboardingState = PackageOnboardingStateType.CREATED,
        OperationalState = PackageOperationalStateType.DISABLED,
        UsageState = PackageUsageStateType.NOT_IN_USE,
        UserDefinedData = userDefinedData,
        Links = NoLinks,
    };

    public override string Id(VnfPkgInfo resource) => resource.Id;

    public override string? DescriptorId(VnfPkgInfo resource) => resource.VnfdId;

    public override ContentState State(VnfPkgInfo resource) => (ContentState)resource.OnboardingState;

    public override bool Enabled(VnfPkgInfo resource) => resource.OperationalState == PackageOperationalStateType.ENABLED;

    public override IReadOnlyDictionary<string, JsonElement>? UserDefinedData(VnfPkgInfo resource) => resource.UserDefinedData;

    public override VnfPkgInfo With(VnfPkgInfo resource, ContentState state, ProblemDetails? failure)
        => resource with { OnboardingState = (PackageOnboardingStateType)state, OnboardingFailureDetails = failure };

    public override VnfPkgInfo WithEnabled(VnfPkgInfo resource, bool enabled)
        => resource with { OperationalState = enabled ? PackageOperationalStateType.ENABLED : PackageOperationalStateType.DISABLED };

    public override VnfPkgInfo WithUserDefinedData(VnfPkgInfo resource, IReadOnlyDictionary<string, JsonElement>? data) => resource with { UserDefinedData = data };

    public override VnfPkgInfo Render(string root, VnfPkgInfo resource, bool inUse)
    {
        var self = root + PathOf(resource.Id);
        return resource with
        {
            UsageState = inUse ? PackageUsageStateType.IN_USE : PackageUsageStateType.NOT_IN_USE,
            Links = new VnfPkgInfoLinks
            {
                Self = new Link { Href = self },
                // SOL005 §9.5.2.5 asks for it in every state; before ONBOARDED a GET there answers 409.
                Vnfd = new Link { Href = self + "/vnfd" },
                PackageContent = new Link { Href = self + "/package_content" },
            },
        };
    }

    public override Task<Verdict<VnfPkgInfo>> JudgeAsync(TenantId tenant, StoredContent<VnfPkgInfo> stored, PackageReading reading, DateTimeOffset now, CancellationToken cancellationToken)
        => Task.FromResult(Judge(tenant, stored, reading, now));

    public override NotificationDraft Onboarded(TenantId tenant, string root, VnfPkgInfo resource, DateTimeOffset now) => VnfPackageNotifications.Onboarded(tenant, root, this, resource, now);

    // SOL003 and SOL005 have no notification of a failed onboarding of a VNF package.
    public override NotificationDraft? Failed(TenantId tenant, string root, VnfPkgInfo resource, DateTimeOffset now) => null;

    public override NotificationDraft? Changed(TenantId tenant, string root, VnfPkgInfo resource, bool inUse, DateTimeOffset now)
        => VnfPackageNotifications.Changed(tenant, root, this, resource, PackageChangeType.OP_STATE_CHANGE, inUse, now);

    // Nobody was told of a package that never was onboarded, so nobody is told of its end.
    public override NotificationDraft? Deleted(TenantId tenant, string root, VnfPkgInfo resource, DateTimeOffset now)
        => resource.VnfdId is null ? null : VnfPackageNotifications.Changed(tenant, root, this, resource, PackageChangeType.PKG_DELETE, inUse: false, now);

    public override Task ForgetAsync(WriteBatch batch, TenantId tenant, VnfPkgInfo resource, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (resource.SoftwareImages is { Count: > 0 } images)
        {
            new ForgottenImages(resource.Id, images).Enqueue(batch, tenant, now);
        }
        return Task.CompletedTask;
    }

    private static Verdict<VnfPkgInfo> Judge(TenantId tenant, StoredContent<VnfPkgInfo> stored, PackageReading reading, DateTimeOffset now)
    {
        var read = reading.Result;
        if (read.VnfDescriptor is not { } vnfd)
        {
            return Verdict<VnfPkgInfo>.Refused(OnboardingProblems.WrongKind(read.PackageKind, PackageKind.Vnf));
        }
        if (!DescriptorIds.IsUsable(vnfd.DescriptorId))
        {
            return Verdict<VnfPkgInfo>.Refused(OnboardingProblems.UnusableId("vnfdId (descriptor_id)"));
        }
        var manifest = read.Manifest;
        var resource = stored.Resource with
        {
            VnfdId = vnfd.DescriptorId,
            VnfProvider = vnfd.Provider,
            VnfProductName = vnfd.ProductName,
            VnfSoftwareVersion = vnfd.SoftwareVersion,
            VnfdVersion = vnfd.DescriptorVersion,
            CompatibleSpecificationVersions = VnfPackageContents.SpecificationVersions(manifest),
            Checksum = new Checksum { Algorithm = "SHA-256", Hash = stored.Content!.Sha256 },
            // option 1 of SOL004 §5.1: digests (and signature) in the manifest; option 2: a zip around the CSAR and its signature
            PackageSecurityOption = read.IsSignedAsWhole ? PackageSecurityOption.OPTION_2 : PackageSecurityOption.OPTION_1,
            SigningCertificate = PackageSigner.CertificateOf(read),
            SoftwareImages = VnfPackageContents.Images(reading, vnfd.Provider, now),
            AdditionalArtifacts = VnfPackageContents.Artifacts(reading),
            VnfmInfo = vnfd.VnfmInfo,
            OnboardingState = PackageOnboardingStateType.ONBOARDED,
            OperationalState = PackageOperationalStateType.ENABLED,
            OnboardingFailureDetails = null,
        };
        return new Verdict<VnfPkgInfo>
        {
            Resource = resource,
            DescriptorId = vnfd.DescriptorId,
            AddModel = batch => batch.Insert(CatalogueCollections.Vnfds, tenant, resource.Id, vnfd),
        };
    }
}

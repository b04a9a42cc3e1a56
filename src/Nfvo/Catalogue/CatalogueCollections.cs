using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Catalogue;

/// <summary>What the catalogue stores.</summary>
public static class CatalogueCollections
{
    /// <summary>Name of <see cref="Entries"/>: the collection a refused use names.</summary>
    public const string EntriesName = "catalogue_entries";

    /// <summary>Queue of packages to read and of content to remove.</summary>
    internal const string Queue = "onboarding";

    /// <summary>VNF packages by vnfPkgId.</summary>
    public static readonly DocumentCollection<StoredContent<VnfPkgInfo>> VnfPackages = new()
    {
        Name = "vnf_packages",
        TypeInfo = CatalogueJsonContext.Default.StoredVnfPkgInfo,
        IndexedFields = ["resource/onboardingState"],
        FilterRoot = "resource",
    };

    /// <summary>NSDs by nsdInfoId.</summary>
    public static readonly DocumentCollection<StoredContent<NsdInfo>> NsDescriptors = new()
    {
        Name = "ns_descriptors",
        TypeInfo = CatalogueJsonContext.Default.StoredNsdInfo,
        IndexedFields = ["resource/nsdOnboardingState"],
        FilterRoot = "resource",
    };

    /// <summary>PNFDs by pnfdInfoId.</summary>
    public static readonly DocumentCollection<StoredContent<PnfdInfo>> PnfDescriptors = new()
    {
        Name = "pnf_descriptors",
        TypeInfo = CatalogueJsonContext.Default.StoredPnfdInfo,
        IndexedFields = ["resource/pnfdOnboardingState"],
        FilterRoot = "resource",
    };

    /// <summary>Compiled VNFDs by vnfPkgId.</summary>
    public static readonly DocumentCollection<VnfDescriptor> Vnfds = new()
    {
        Name = "vnfds",
        TypeInfo = ToscaJsonContext.Default.VnfDescriptor,
    };

    /// <summary>Compiled NSDs by nsdInfoId.</summary>
    public static readonly DocumentCollection<NsDescriptor> Nsds = new()
    {
        Name = "nsds",
        TypeInfo = ToscaJsonContext.Default.NsDescriptor,
    };

    /// <summary>Compiled PNFDs by pnfdInfoId.</summary>
    public static readonly DocumentCollection<PnfDescriptor> Pnfds = new()
    {
        Name = "pnfds",
        TypeInfo = ToscaJsonContext.Default.PnfDescriptor,
    };

    /// <summary>Onboarded descriptors by <see cref="EntryId"/>.</summary>
    public static readonly DocumentCollection<CatalogueEntryDocument> Entries = new()
    {
        Name = EntriesName,
        TypeInfo = CatalogueJsonContext.Default.CatalogueEntryDocument,
    };

    /// <summary>Who uses which descriptor.</summary>
    public static readonly DocumentCollection<CatalogueUse> Uses = new()
    {
        Name = "catalogue_uses",
        TypeInfo = CatalogueJsonContext.Default.CatalogueUse,
        IndexedFields = ["entry"],
    };

    /// <summary>Uploads in progress by upload id.</summary>
    public static readonly DocumentCollection<UploadInProgress> Uploads = new()
    {
        Name = "catalogue_uploads",
        TypeInfo = CatalogueJsonContext.Default.UploadInProgress,
    };

    /// <summary>Identifier of the entry of a descriptor.</summary>
    public static string EntryId(CatalogueKind kind, string descriptorId) => kind switch
    {
        CatalogueKind.Vnfd => "vnfd:",
        CatalogueKind.Nsd => "nsd:",
        _ => "pnfd:",
    } + descriptorId;

    internal static IEnumerable<IDocumentCollection> All => [VnfPackages, NsDescriptors, PnfDescriptors, Vnfds, Nsds, Pnfds, Entries, Uses, Uploads];
}

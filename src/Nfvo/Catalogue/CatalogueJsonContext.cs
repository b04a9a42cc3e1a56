using System.Text.Json.Serialization;
using NfvOrchestrator.Nfvo.Catalogue.Onboarding;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Nfvo.Catalogue;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredContent<VnfPkgInfo>), TypeInfoPropertyName = "StoredVnfPkgInfo")]
[JsonSerializable(typeof(StoredContent<NsdInfo>), TypeInfoPropertyName = "StoredNsdInfo")]
[JsonSerializable(typeof(StoredContent<PnfdInfo>), TypeInfoPropertyName = "StoredPnfdInfo")]
[JsonSerializable(typeof(CatalogueEntryDocument))]
[JsonSerializable(typeof(CatalogueUse))]
[JsonSerializable(typeof(UploadInProgress))]
[JsonSerializable(typeof(OnboardingWork))]
[JsonSerializable(typeof(ForgottenImages))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonNode))]
internal sealed partial class CatalogueJsonContext : JsonSerializerContext;

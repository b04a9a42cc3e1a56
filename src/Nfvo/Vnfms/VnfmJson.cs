using System.Text.Json.Serialization;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Nfvo.Vnfms;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ExternalVnfm))]
[JsonSerializable(typeof(VnfmRegistration))]
[JsonSerializable(typeof(VnfmView))]
[JsonSerializable(typeof(List<VnfmView>))]
[JsonSerializable(typeof(VnfmClientSecret))]
[JsonSerializable(typeof(ApiVersionInformation))]
internal sealed partial class VnfmJson : JsonSerializerContext;

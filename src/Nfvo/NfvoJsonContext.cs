using System.Text.Json.Serialization;
using NfvOrchestrator.Nfvo.NsLcm;
using NfvOrchestrator.Nfvo.NsLcm.Children;

namespace NfvOrchestrator.Nfvo;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(NsRecord))]
[JsonSerializable(typeof(NsPlanData))]
[JsonSerializable(typeof(HealInput))]
[JsonSerializable(typeof(ScalingPolicyBody))]
[JsonSerializable(typeof(VnfmSubscription))]
internal sealed partial class NfvoJsonContext : JsonSerializerContext;

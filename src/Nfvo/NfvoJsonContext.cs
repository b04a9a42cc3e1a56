using System.Text.Json.Serialization;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.NsLcm;
using NfvOrchestrator.Nfvo.NsLcm.Children;

namespace NfvOrchestrator.Nfvo;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GrantRecord))]
[JsonSerializable(typeof(LedgerRecord))]
[JsonSerializable(typeof(NsRecord))]
[JsonSerializable(typeof(NsPlanData))]
[JsonSerializable(typeof(HealInput))]
[JsonSerializable(typeof(ScalingPolicyBody))]
internal sealed partial class NfvoJsonContext : JsonSerializerContext;

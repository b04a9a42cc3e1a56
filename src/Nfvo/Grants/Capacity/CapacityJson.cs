using System.Text.Json.Serialization;

namespace NfvOrchestrator.Nfvo.Grants.Capacity;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<ZoneView>))]
[JsonSerializable(typeof(List<QuotaView>))]
[JsonSerializable(typeof(List<AccountLimitView>))]
[JsonSerializable(typeof(TenantQuotaOptions))]
internal sealed partial class CapacityJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Sol.Common;

/// <summary>JSON metadata of the types that several APIs share.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 64, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ApiVersion))]
[JsonSerializable(typeof(ApiVersionInformation))]
[JsonSerializable(typeof(CancelMode))]
[JsonSerializable(typeof(Checksum))]
[JsonSerializable(typeof(CpProtocolData))]
[JsonSerializable(typeof(CpProtocolInfo))]
[JsonSerializable(typeof(IpAddressData))]
[JsonSerializable(typeof(IpAddressInfo))]
[JsonSerializable(typeof(IpAddressRange))]
[JsonSerializable(typeof(IpOverEthernetAddressData))]
[JsonSerializable(typeof(IpOverEthernetAddressInfo))]
[JsonSerializable(typeof(LccnSubscriptionLinks))]
[JsonSerializable(typeof(Link))]
[JsonSerializable(typeof(NotificationLink))]
[JsonSerializable(typeof(SubscriptionAuthentication))]
[JsonSerializable(typeof(SubscriptionAuthenticationParamsBasic))]
[JsonSerializable(typeof(SubscriptionAuthenticationParamsOauth2ClientCredentials))]
[JsonSerializable(typeof(VimConnectionInfo))]
[JsonSerializable(typeof(VipCpInfo))]
[JsonSerializable(typeof(VnfExtCpConfig))]
[JsonSerializable(typeof(VnfExtCpData))]
[JsonSerializable(typeof(VnfProduct))]
[JsonSerializable(typeof(VnfProductVersion))]
[JsonSerializable(typeof(VnfProductsFromProvider))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, JsonElement>))]
public sealed partial class CommonJsonContext : JsonSerializerContext;

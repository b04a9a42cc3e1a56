using System.Text.Json.Serialization;
using NfvOrchestrator.Vim.OpenStack.Accounts;
using NfvOrchestrator.Vim.OpenStack.Follow;
using NfvOrchestrator.Vim.OpenStack.Resources;

namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>JSON metadata of stored documents and of the vendor resource.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true,
    IgnoreReadOnlyProperties = false,
    MaxDepth = 64)]
[JsonSerializable(typeof(ResourceRecord))]
[JsonSerializable(typeof(StandingAlarm))]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(OpenStackAccountSettings))]
[JsonSerializable(typeof(OpenStackAccountView))]
[JsonSerializable(typeof(OpenStackAccountList))]
[JsonSerializable(typeof(OrphanList))]
internal sealed partial class OpenStackJson : JsonSerializerContext;

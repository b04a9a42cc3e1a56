using System.Text.Json.Serialization;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;

namespace NfvOrchestrator.Lifecycle;

/// <summary>How plans and resources are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(ResourceSpec))]
[JsonSerializable(typeof(ResourceNode))]
[JsonSerializable(typeof(ManagedResource))]
[JsonSerializable(typeof(ResourceOutput))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(PlanWishes))]
[JsonSerializable(typeof(IReadOnlyList<ManagedResource>))]
public sealed partial class LifecycleJsonContext : JsonSerializerContext;

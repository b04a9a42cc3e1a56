using System.Text.Json;
using System.Text.Json.Serialization;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Execution.Tests;

/// <summary>An instance of something that has resources.</summary>
internal sealed record ToyInstance(IReadOnlyList<ManagedResource> Resources, bool GivenUp = false);

/// <summary>An operation on it.</summary>
internal sealed record ToyOccurrence(OperationPhase Phase, bool CancelPending = false, string? Error = null);

/// <summary>A notification, in the order it was committed.</summary>
internal sealed record ToyNotification(string OperationId, OperationPhase Phase);

/// <summary>A request: the resources the instance shall have.</summary>
internal sealed record ToyInput(IReadOnlyList<ResourceNode> Target, bool Refused = false);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(ToyInstance))]
[JsonSerializable(typeof(ToyOccurrence))]
[JsonSerializable(typeof(ToyNotification))]
[JsonSerializable(typeof(ToyInput))]
internal sealed partial class ToyJson : JsonSerializerContext;

internal static class Toy
{
    public const string Kind = "toy";

    public static readonly TenantId Tenant = new("t");

    public static readonly DocumentCollection<ToyInstance> Instances = new() { Name = "toy_instances", TypeInfo = ToyJson.Default.ToyInstance };

    public static readonly DocumentCollection<ToyOccurrence> Occurrences = new() { Name = "toy_occurrences", TypeInfo = ToyJson.Default.ToyOccurrence };

    public static readonly DocumentCollection<ToyNotification> Notifications = new() { Name = "toy_notifications", TypeInfo = ToyJson.Default.ToyNotification };

    /// <summary>A chain: network, port on it, server on that; and a volume by itself.</summary>
    public static IReadOnlyList<ResourceNode> Chain { get; } =
    [
        Node("network/n", 1),
        Node("port/p/0", 1, "network/n"),
        Node("storage/s", 1),
        Node("compute/c/0", 1, "port/p/0", "storage/s"),
    ];

    public static ResourceNode Node(string key, long variant, params string[] dependsOn) => new() { Key = key, DependsOn = dependsOn, Spec = new StorageSpec { SizeGib = variant } };

    public static JsonElement Input(IReadOnlyList<ResourceNode> target, bool refused = false) => JsonSerializer.SerializeToElement(new ToyInput(target, refused), ToyJson.Default.ToyInput);
}

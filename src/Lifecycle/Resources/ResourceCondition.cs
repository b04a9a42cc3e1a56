using System.Text.Json.Serialization;

namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>What is known of a resource that an instance has.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ResourceCondition>))]
public enum ResourceCondition
{
    /// <summary>It was seen to exist as specified.</summary>
    Present,

    /// <summary>Its creation, change or removal was begun; the outcome is not known.</summary>
    Uncertain,

    /// <summary>It exists but does not work (server in error, path down): to be replaced, or repaired in place where its kind can (<see cref="ResourceSpec.RepairsInPlace"/>).</summary>
    Broken,
}

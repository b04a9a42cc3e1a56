using System.Text.Json.Serialization;

namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>What a resource shall be like. Two specs are the same when their JSON is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NetworkSpec), "network")]
[JsonDerivedType(typeof(AffinityGroupSpec), "affinityGroup")]
[JsonDerivedType(typeof(StorageSpec), "storage")]
[JsonDerivedType(typeof(PortSpec), "port")]
[JsonDerivedType(typeof(ComputeSpec), "compute")]
[JsonDerivedType(typeof(ChildVnfSpec), "childVnf")]
[JsonDerivedType(typeof(PathSpec), "path")]
public abstract record ResourceSpec
{
    /// <summary>The kind of resource this describes.</summary>
    [JsonIgnore]
    public abstract ResourceKind ResourceKind { get; }

    /// <summary>
    /// Whether what is broken is repaired by setting it up again in place (one update), because whoever performs it keeps the old in service until the new one is
    /// there; false: it is removed and created anew.
    /// </summary>
    [JsonIgnore]
    public virtual bool RepairsInPlace => false;
}

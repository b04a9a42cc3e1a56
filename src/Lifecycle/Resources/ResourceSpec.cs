using System.Text.Json.Serialization;

namespace NfvOrchestrator.Lifecycle.Resources;

/// <summary>What a resource shall be like. Two specs are the same when their JSON is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NetworkSpec), "network")]
[JsonDerivedType(typeof(SecurityGroupSpec), "securityGroup")]
[JsonDerivedType(typeof(AffinityGroupSpec), "affinityGroup")]
[JsonDerivedType(typeof(StorageSpec), "storage")]
[JsonDerivedType(typeof(PortSpec), "port")]
[JsonDerivedType(typeof(ComputeSpec), "compute")]
[JsonDerivedType(typeof(ChildVnfSpec), "childVnf")]
[JsonDerivedType(typeof(PathSpec), "path")]
[JsonDerivedType(typeof(SnapshotSpec), "snapshot")]
[JsonDerivedType(typeof(GateSpec), "gate")]
[JsonDerivedType(typeof(ActionSpec), "action")]
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

    /// <summary>Whether one resource at a time can use it (a port, a volume): who takes it over waits for who lets go.</summary>
    [JsonIgnore]
    public virtual bool IsExclusive => false;

    /// <summary>Whether a resource like this can be changed into the other while it lives; false: it is removed and made anew.</summary>
    public virtual bool CanBecome(ResourceSpec target) => true;

    /// <summary>
    /// What is left of it while some of the resources it uses are made anew: itself when it need not let go of them, null when it cannot live without them and is
    /// made anew as well.
    /// </summary>
    public virtual ResourceSpec? Without(IReadOnlySet<string> keys) => this;
}

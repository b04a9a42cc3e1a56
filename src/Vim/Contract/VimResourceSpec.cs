using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>
/// What a caller wants of a resource, complete (not a delta). The same specification sent twice under the same key is the same resource:
/// the second call answers the first result. Members with a default are settable, not init-only: generated JSON code cannot tell an absent init-only member from a null one.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NetworkSpec), "network")]
[JsonDerivedType(typeof(PortSpec), "port")]
[JsonDerivedType(typeof(StorageSpec), "storage")]
[JsonDerivedType(typeof(AffinityGroupSpec), "affinityGroup")]
[JsonDerivedType(typeof(ComputeSpec), "compute")]
[JsonDerivedType(typeof(ImageSpec), "image")]
[JsonDerivedType(typeof(SecurityGroupSpec), "securityGroup")]
[JsonDerivedType(typeof(SnapshotSpec), "snapshot")]
public abstract record VimResourceSpec
{
    /// <summary>Whose resource it is. Stored at the VIM, so that everything of ours can be found again without our records.</summary>
    public VimTags Tags { get; set; } = VimTags.None;

    /// <summary>The kind this specification describes.</summary>
    [JsonIgnore]
    public abstract VimResourceKind Kind { get; }
}

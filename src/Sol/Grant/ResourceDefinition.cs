namespace NfvOrchestrator.Sol.Grant;

/// <summary>One resource a grant request asks to add, update or remove (SOL003 §9.5).</summary>
public sealed record ResourceDefinition
{
    /// <summary>Identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Type.</summary>
    public required ResourceDefinitionType Type { get; init; }

    /// <summary>Identifier of the VDU.</summary>
    public string? VduId { get; init; }

    /// <summary>Identifier of the VNFD.</summary>
    public string? VnfdId { get; init; }

    /// <summary>Identifier of the resource template.</summary>
    public required string ResourceTemplateId { get; init; }

    /// <summary>Identifier of the secondary resource template.</summary>
    public string? SecondaryResourceTemplateId { get; init; }

    /// <summary>Resource.</summary>
    public ResourceHandle? Resource { get; init; }

    /// <summary>Snapshot res def.</summary>
    public SnapshotResourceDefinition? SnapshotResDef { get; init; }
}

namespace NfvOrchestrator.Vim;

/// <summary>Ownership of a resource, written to the VIM (tags or metadata) with the resource. The tenant is set by the adapter from the caller's token.</summary>
public sealed record VimTags
{
    /// <summary>Tags that say nothing.</summary>
    public static VimTags None { get; } = new();

    /// <summary>Tenant that owns the resource. Whatever the caller writes here is replaced by the tenant of its token.</summary>
    public string? Tenant { get; init; }

    /// <summary>VNF or NS instance the resource belongs to; key of telemetry events and of the inventory query.</summary>
    public string? InstanceId { get; init; }

    /// <summary>VNFC instance the resource belongs to.</summary>
    public string? VnfcId { get; init; }

    /// <summary>Identifier of the descriptor element (VDU, VLD, storage) it realises.</summary>
    public string? DescriptorElementId { get; init; }

    /// <summary>The service that made it and knows what it belongs to, e.g. <c>vnfm</c>: who may judge whether it is an orphan.</summary>
    public string? ManagedBy { get; init; }

    /// <summary>Operation occurrence that last asked for it.</summary>
    public string? OperationId { get; init; }
}

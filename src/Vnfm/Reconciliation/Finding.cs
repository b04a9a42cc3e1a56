namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>A disagreement between the records of this VNFM and a VIM. It goes away by itself when it is no longer observed.</summary>
public sealed record Finding
{
    /// <summary>Identifier; the same disagreement has the same one as long as it lasts.</summary>
    public required string Id { get; init; }

    /// <summary>How they disagree.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>VNF instance concerned; for orphans: the one the resource is tagged with.</summary>
    public string? VnfInstanceId { get; init; }

    /// <summary>The resource in the instance's record, for example <c>compute/upf_dp/1</c>; absent for orphans.</summary>
    public string? ResourceId { get; init; }

    /// <summary>VIM account.</summary>
    public required string VimConnectionId { get; init; }

    /// <summary>Kind of the resource in the VIM.</summary>
    public required string VimResourceKind { get; init; }

    /// <summary>Key of the resource in the VIM.</summary>
    public required string VimResourceKey { get; init; }

    /// <summary>The VIM's own identifier; for what is missing: the one it had.</summary>
    public string? VimResourceId { get; init; }

    /// <summary>What is not as it should be; absent unless DRIFTED.</summary>
    public IReadOnlyList<FindingDifference>? Differences { get; init; }

    /// <summary>In words.</summary>
    public required string Detail { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>How many looks in a row saw it.</summary>
    public required int Looks { get; init; }

    /// <summary>What is done about it by configuration.</summary>
    public required FindingPolicy Policy { get; init; }

    /// <summary>The heal operation that was started because of it.</summary>
    public string? VnfLcmOpOccId { get; init; }

    /// <summary>Why the policy could not be carried out at the last look.</summary>
    public string? Failure { get; init; }
}

namespace NfvOrchestrator.Vim;

/// <summary>A resource as it is.</summary>
public sealed record VimResource
{
    /// <summary>The caller's key.</summary>
    public required string Key { get; init; }

    /// <summary>What it is.</summary>
    public required VimResourceKind Kind { get; init; }

    /// <summary>Account it lives in.</summary>
    public required string AccountId { get; init; }

    /// <summary>The VIM's own identifier; absent until the VIM gave one.</summary>
    public string? VimResourceId { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required VimResourceState State { get; init; }

    /// <summary>Why the last thing asked for failed.</summary>
    public VimError? Error { get; init; }

    /// <summary>What the VIM decided.</summary>
    public VimOutputs Outputs { get; set; } = VimOutputs.None;

    /// <summary>What was asked for last.</summary>
    public required VimResourceSpec Spec { get; init; }

    /// <summary>Grows with every change of the resource; starts at 1.</summary>
    public required long Version { get; init; }

    /// <summary>When it was created at the VIM.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}

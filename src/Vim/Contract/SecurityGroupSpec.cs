using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim;

/// <summary>A set of packet filter rules for ports (SOL001 §6.10.10). Ports refer to it by key; it cannot go while one does. Everything may change while it lives.</summary>
public sealed record SecurityGroupSpec : VimResourceSpec
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override VimResourceKind Kind => VimResourceKind.SecurityGroup;

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>What is let through; all of it, in any order. Nothing else is: the VIM's own default rules are removed.</summary>
    public IReadOnlyList<VimSecurityRule> Rules { get; set; } = [];
}

using System.Text.Json.Serialization;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>What the adapter remembers of a resource; written before OpenStack is asked for it, so that no crash forgets it.</summary>
internal sealed record ResourceRecord
{
    public required string Tenant { get; init; }

    public required string AccountId { get; init; }

    public required VimResourceKind Kind { get; init; }

    public required string Key { get; init; }

    public required VimResourceSpec Spec { get; init; }

    public required RecordPhase Phase { get; init; }

    public string? VimId { get; init; }

    /// <summary>OpenStack's identifier of what belongs to it besides: a server's image, a snapshot's …</summary>
    public string? PartId { get; init; }

    public VimResourceState State { get; init; } = VimResourceState.CREATING;

    public VimError? Error { get; init; }

    /// <summary>Its creation ended in ERROR: the next put makes it anew.</summary>
    public bool CreationFailed { get; init; }

    /// <summary>The failed one is being removed; afterwards it is made anew.</summary>
    public bool Replacing { get; init; }

    /// <summary>Whether its present power state is what was asked for: a server that shall run and is off is a fault.</summary>
    public bool ShallRun { get; init; } = true;

    /// <summary>An alarm was raised for it and not cleared.</summary>
    public bool Alarmed { get; init; }

    public VimOutputs Outputs { get; set; } = VimOutputs.None;

    public PendingAction? Pending { get; init; }

    /// <summary>The change that OpenStack accepted last for the present specification and that has not settled.</summary>
    public SentChange? Asked { get; init; }

    /// <summary>The specification was changed and OpenStack does not have all of it: the same put goes on, whatever was done with the resource meanwhile.</summary>
    public bool Unmade { get; init; }

    /// <summary>Why the last change or action was not carried out, until the next one. Who waits for it is told ERROR, who looks sees the resource as it is; it may well run.</summary>
    public VimError? Failure { get; init; }

    /// <summary>Identifiers of the last actions, newest last.</summary>
    public IReadOnlyList<string> ActionIds { get; set; } = [];

    /// <summary>The process that is making it.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when nobody else makes it.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When a creating request got lost: it may still be under way.</summary>
    public DateTimeOffset? DoubtSince { get; init; }

    public long Version { get; init; } = 1;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    [JsonIgnore]
    public string Id => IdOf(AccountId, Kind, Key);

    [JsonIgnore]
    public string Identity => ResourceIdentity.Of(Tenant, AccountId, Kind, Key);

    /// <summary>Whether something is still to be done or to be waited for.</summary>
    [JsonIgnore]
    public bool IsOpen => (Phase != RecordPhase.SETTLED && State != VimResourceState.ERROR) || State.IsTransitional();

    public static string IdOf(string accountId, VimResourceKind kind, string key)
    {
        var id = $"{accountId}/{kind.Token()}/{key}";
        return id.Length <= 256 ? id : $"{accountId}/{kind.Token()}/#{ResourceIdentity.Of("", accountId, kind, key)}";
    }

    /// <summary>The resource for somebody who waits for what he asked for, which may have failed and left the resource as it was.</summary>
    public VimResource ToAwaited() => Failure is { } failure && Phase == RecordPhase.SETTLED && !State.IsTransitional() ? ToResource() with { State = VimResourceState.ERROR, Error = Error ?? failure } : ToResource();

    public VimResource ToResource() => new()
    {
        Key = Key,
        Kind = Kind,
        AccountId = AccountId,
        VimResourceId = VimId,
        State = State,
        Error = Error,
        Outputs = Outputs,
        Spec = Spec,
        Version = Version,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>A resource in the journal.</summary>
internal sealed record StoredResource
{
    public required string Tenant { get; init; }

    public required string Key { get; init; }

    public required string VimId { get; init; }

    public required VimResourceSpec Spec { get; init; }

    public required VimResourceState State { get; init; }

    public VimError? Error { get; init; }

    public bool CreationFailed { get; init; }

    public required VimOutputs Outputs { get; init; }

    public long Version { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public Pending Pending { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public VimResourceState SettledState { get; init; }

    public IReadOnlyList<string> Actions { get; set; } = [];

    public Allocation? Allocation { get; init; }

    public static StoredResource Of(SimResource resource) => new()
    {
        Tenant = resource.Id.Tenant,
        Key = resource.Key,
        VimId = resource.VimId,
        Spec = resource.Spec,
        State = resource.State,
        Error = resource.Error,
        CreationFailed = resource.CreationFailed,
        Outputs = resource.Outputs,
        Version = resource.Version,
        CreatedAt = resource.CreatedAt,
        UpdatedAt = resource.UpdatedAt,
        Pending = resource.Pending,
        DueAt = resource.DueAt,
        SettledState = resource.SettledState,
        Actions = resource.Actions,
        Allocation = resource.Allocation,
    };

    public SimResource ToResource(string account) => new(new ResourceId(Tenant, Spec.Kind, Key), account, VimId, Spec)
    {
        State = State,
        Error = Error,
        CreationFailed = CreationFailed,
        Outputs = Outputs,
        Version = Version,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        Pending = Pending,
        DueAt = DueAt,
        SettledState = SettledState,
        Actions = [.. Actions],
        Allocation = Allocation,
        Group = Spec is AffinityGroupSpec ? new AffinityGroup() : null,
    };
}

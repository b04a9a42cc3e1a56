namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>Content of <c>nfv.vim.server.*</c> on <c>nfv.alarms</c>.</summary>
internal sealed record VimServerEvent
{
    public required string AccountId { get; init; }

    public required string ObjectId { get; init; }

    public string? InstanceId { get; init; }

    public string? VimResourceId { get; init; }

    public VimResourceState State { get; init; }

    public string? Host { get; init; }

    public VimError? Error { get; init; }
}

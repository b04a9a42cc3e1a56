namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>An account as it is shown: without secrets.</summary>
public sealed record OpenStackAccountView
{
    /// <summary>The settings; secrets are left out.</summary>
    public required OpenStackAccountSettings Settings { get; init; }

    /// <summary>Whether it comes from the configuration and cannot be changed here.</summary>
    public bool Configured { get; init; }

    /// <summary>Whether it answers.</summary>
    public required VimHealth Health { get; init; }

    /// <summary>Why it does not, or what it lacks.</summary>
    public string? HealthDetail { get; init; }

    /// <summary>What it can do; absent when it has never answered.</summary>
    public OpenStackCapabilities? Capabilities { get; init; }
}

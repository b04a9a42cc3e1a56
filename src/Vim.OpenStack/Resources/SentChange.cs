namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>A change that OpenStack accepted and carries out by itself: what tells a failed one, which leaves the resource as it was, from one that was never asked for.</summary>
/// <param name="What">One of the constants below.</param>
/// <param name="Wish">What it was for, in a form that can be compared with what is wanted now.</param>
/// <param name="At">When it was sent.</param>
/// <param name="RequestId">OpenStack's identifier of the request, under which its journal tells how it ended.</param>
internal sealed record SentChange(string What, string Wish, DateTimeOffset At, string? RequestId)
{
    /// <summary>A server to another flavour.</summary>
    public const string Resize = "resize";

    /// <summary>A server back to the flavour it had.</summary>
    public const string Revert = "revert";

    /// <summary>A volume to another size.</summary>
    public const string Extend = "extend";

    /// <summary>A volume to another type.</summary>
    public const string Retype = "retype";
}

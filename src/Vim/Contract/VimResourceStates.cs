namespace NfvOrchestrator.Vim;

/// <summary>Facts about <see cref="VimResourceState"/>.</summary>
public static class VimResourceStates
{
    /// <summary>Whether the VIM is still at work on it: a long poll waits while this holds.</summary>
    public static bool IsTransitional(this VimResourceState state) =>
        state is VimResourceState.CREATING or VimResourceState.UPDATING or VimResourceState.DELETING;
}

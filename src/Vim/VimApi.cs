namespace NfvOrchestrator.Vim;

/// <summary>Constants both sides of the contract share.</summary>
public static class VimApi
{
    /// <summary>Root of all paths.</summary>
    public const string Root = "/vim/v1";

    /// <summary>Longest long poll.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>Largest request body of the contract besides image content: a full batch of servers with user data.</summary>
    public const long MaxBodyBytes = 16 * 1024 * 1024;
}

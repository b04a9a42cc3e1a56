namespace NfvOrchestrator.Platform.Security;

/// <summary>Bearer tokens of this service for its calls to others.</summary>
public interface ITokenSource
{
    /// <summary>A token that is good for a while yet.</summary>
    ValueTask<string> GetTokenAsync(CancellationToken cancellationToken);

    /// <summary>Another service refused this token: the next answer will be a new one.</summary>
    void Invalidate(string token);
}

namespace NfvOrchestrator.Vim;

/// <summary>Checks of actions that hold for every VIM, done before a driver sees them.</summary>
public static class VimActionValidator
{
    /// <summary>Throws <see cref="VimErrorCause.INVALID_REQUEST"/> naming what is wrong.</summary>
    public static void Validate(VimResourceKind kind, string key, VimAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var wrong = action switch
        {
            _ when !VimKey.IsValid(action.ActionId) => "actionId must be written like a key",
            { GracefulTimeoutSeconds: < 0 or > 86400 } => $"gracefulTimeoutSeconds is {action.GracefulTimeoutSeconds}; 0 to 86400 is possible",
            { Type: not VimActionType.REBUILD, ImageRef: not null } or { Type: not VimActionType.REBUILD, UserData: not null } => $"imageRef and userData belong to REBUILD, not to {action.Type}",
            { Type: not (VimActionType.MIGRATE or VimActionType.EVACUATE), TargetHost: not null } => $"targetHost belongs to MIGRATE and EVACUATE, not to {action.Type}",
            { Type: not VimActionType.MIGRATE, TargetZone: not null } => $"targetZone belongs to MIGRATE, not to {action.Type}",
            { TargetHost: not null, TargetZone: not null } => "targetHost and targetZone exclude each other",
            { ImageRef.Length: 0 or > 1024 } or { TargetHost.Length: 0 or > 255 } or { TargetZone.Length: 0 or > 255 } => "imageRef, targetHost or targetZone is empty or too long",
            _ => VimSpecValidator.UserDataFault(action.UserData),
        };
        if (wrong is not null) throw new VimException(VimErrorCause.INVALID_REQUEST, $"The action on {kind.Token()} '{key}' is wrong: {wrong}. Nothing was done.", retryable: false, kind, key);
    }
}

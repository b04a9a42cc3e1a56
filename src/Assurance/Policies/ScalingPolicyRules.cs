namespace NfvOrchestrator.Assurance.Policies;

/// <summary>What a policy must be like.</summary>
internal static class ScalingPolicyRules
{
    public const int MaxIdLength = 128;

    /// <summary>The first thing wrong with a policy, for its author; null when nothing is.</summary>
    public static string? Problem(ScalingPolicy policy, string idInPath)
    {
        if (!IsId(policy.Id) || !IsId(policy.VnfInstanceId))
        {
            return $"id and vnfInstanceId are 1 to {MaxIdLength} characters of [A-Za-z0-9._-].";
        }
        if (policy.Id != idInPath)
        {
            return $"The id in the body is '{policy.Id}', the one in the path '{idInPath}'; they must be the same.";
        }
        if (policy.AspectId is not { Length: > 0 and <= 255 } || policy.Metric is not { Length: > 0 and <= 255 } || policy.TargetVduIds is not { Count: <= 100 })
        {
            return "aspectId and metric are 1 to 255 characters, targetVduIds at most 100.";
        }
        if (!double.IsFinite(policy.ScaleOutThreshold) || !double.IsFinite(policy.ScaleInThreshold) || policy.ScaleInThreshold >= policy.ScaleOutThreshold)
        {
            return $"scaleInThreshold ({policy.ScaleInThreshold}) must be below scaleOutThreshold ({policy.ScaleOutThreshold}): without a gap the VNF would be scaled out and in for ever.";
        }
        if (policy.BreachDurationSeconds is < 0 or > 86_400 || policy.CooldownSeconds is < 0 or > 86_400)
        {
            return "breachDurationSeconds and cooldownSeconds are between 0 and 86400.";
        }
        if (policy.MinLevel < 0 || policy.MaxLevel < 0 || policy.MinLevel > policy.MaxLevel)
        {
            return $"minLevel ({policy.MinLevel}) and maxLevel ({policy.MaxLevel}) are not negative, and minLevel is not above maxLevel.";
        }
        return null;
    }

    public static bool IsId(string? text)
        => text is { Length: > 0 and <= MaxIdLength } && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}

namespace NfvOrchestrator.Platform.Security;

/// <summary>
/// Names of the authorization policies. Endpoints that name none get the default one: a token is required, safe methods need <see cref="Read"/>, all others
/// <see cref="Write"/>.
/// </summary>
public static class NfvPolicies
{
    /// <summary>Viewer, operator or service.</summary>
    public const string Read = "nfv.read";

    /// <summary>Operator or service.</summary>
    public const string Write = "nfv.write";

    /// <summary>Services of the house only.</summary>
    public const string Service = "nfv.service";
}

namespace NfvOrchestrator.Sol.Common;

/// <summary>The versions of an API that this endpoint speaks (SOL003 §4.4).</summary>
public sealed record ApiVersionInformation
{
    /// <summary>URI prefix.</summary>
    public required string UriPrefix { get; init; }

    /// <summary>Api versions.</summary>
    public required IReadOnlyList<ApiVersion> ApiVersions { get; init; }
}

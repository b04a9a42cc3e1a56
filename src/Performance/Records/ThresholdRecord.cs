using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Records;

/// <summary>A threshold as it is stored.</summary>
public sealed record ThresholdRecord : IPmRecord<ThresholdRecord>
{
    /// <summary>The API, and version of it, the threshold was made through.</summary>
    public required string Api { get; init; }

    /// <summary>The resource; links are written when it is read.</summary>
    public required Threshold Resource { get; init; }

    /// <summary>When its first period began.</summary>
    public required DateTimeOffset Start { get; init; }

    ThresholdRecord IPmRecord<ThresholdRecord>.WithCallback(string callbackUri) => this with { Resource = Resource with { CallbackUri = callbackUri } };
}

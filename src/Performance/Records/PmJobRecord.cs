using NfvOrchestrator.Performance.Periods;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Records;

/// <summary>A PM job as it is stored.</summary>
public sealed record PmJobRecord : IPmRecord<PmJobRecord>
{
    /// <summary>The API, and version of it, the job was made through: it is seen there, and its notifications have that form.</summary>
    public required string Api { get; init; }

    /// <summary>The resource; links are written when it is read, and a report's <c>href</c> is its id.</summary>
    public required PmJob Resource { get; init; }

    /// <summary>When its first period began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Its periods.</summary>
    internal PmSchedule Schedule => new(
        Start, TimeSpan.FromSeconds(Resource.Criteria.CollectionPeriod), TimeSpan.FromSeconds(Resource.Criteria.ReportingPeriod), Resource.Criteria.ReportingBoundary);

    PmJobRecord IPmRecord<PmJobRecord>.WithCallback(string callbackUri) => this with { Resource = Resource with { CallbackUri = callbackUri } };
}

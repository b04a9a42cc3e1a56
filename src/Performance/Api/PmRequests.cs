using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Api;

/// <summary>What is wrong with a request, as far as the request alone tells; null: nothing. Pure.</summary>
internal static class PmRequests
{
    /// <summary>Judges the request for a PM job.</summary>
    public static string? Fault(CreatePmJobRequest request, MeasurementCatalogue catalogue, PmOptions options, DateTimeOffset now)
    {
        if (request.ObjectInstanceIds.Count < 1 || request.ObjectInstanceIds.Count > options.MaxObjects)
        {
            return $"objectInstanceIds must name 1 to {options.MaxObjects} instances; it names {request.ObjectInstanceIds.Count}.";
        }
        if (request.ObjectInstanceIds.Distinct(StringComparer.Ordinal).Count() != request.ObjectInstanceIds.Count)
        {
            return "objectInstanceIds names an instance twice.";
        }
        return FaultOfObjects(request.ObjectType, request.ObjectInstanceIds.Count, request.SubObjectInstanceIds, catalogue)
            ?? FaultOfMetrics(request, catalogue)
            ?? FaultOfPeriods(request.Criteria, options, now);
    }

    /// <summary>Judges the request for a threshold.</summary>
    public static string? Fault(CreateThresholdRequest request, MeasurementCatalogue catalogue)
    {
        if (FaultOfObjects(request.ObjectType, 1, request.SubObjectInstanceIds, catalogue) is { } fault)
        {
            return fault;
        }
        var type = catalogue.TypeOf(request.ObjectType)!;
        if (catalogue.Find(type, request.Criteria.PerformanceMetric) is null)
        {
            return Unknown("performanceMetric", request.Criteria.PerformanceMetric, type, catalogue);
        }
        return request.Criteria.SimpleThresholdDetails switch
        {
            null => "simpleThresholdDetails is missing: a threshold of type SIMPLE needs thresholdValue and hysteresis.",
            { Hysteresis: < 0 } => "hysteresis must not be negative.",
            _ => null,
        };
    }

    private static string? FaultOfObjects(string objectType, int instances, IReadOnlyList<string>? subObjects, MeasurementCatalogue catalogue)
    {
        if (catalogue.TypeOf(objectType) is not { } type)
        {
            return $"Objects of the type '{objectType}' cannot be measured here{(catalogue.WhyNot(objectType) is { } why ? $": {why}" : "")}; those of the types {string.Join(", ", catalogue.ObjectTypes)} can.";
        }
        return subObjects switch
        {
            null => null,
            { Count: 0 } => "subObjectInstanceIds must not be empty; leave it out for all of them.",
            _ when !catalogue.HasSubObjects(type) => $"Objects of the type {type} have no sub-objects: leave subObjectInstanceIds out.",
            _ when instances != 1 => "With subObjectInstanceIds, objectInstanceIds must name exactly one instance.",
            _ => null,
        };
    }

    private static string? FaultOfMetrics(CreatePmJobRequest request, MeasurementCatalogue catalogue)
    {
        var type = catalogue.TypeOf(request.ObjectType)!;
        var (metrics, groups) = (request.Criteria.PerformanceMetric ?? [], request.Criteria.PerformanceMetricGroup ?? []);
        if (metrics.Count + groups.Count == 0)
        {
            return $"criteria must name a performanceMetric or a performanceMetricGroup. Objects of the type {type} have {catalogue.Offer(type)}.";
        }
        return metrics.FirstOrDefault(m => catalogue.Find(type, m) is null) is { } metric ? Unknown("performanceMetric", metric, type, catalogue)
            : groups.FirstOrDefault(g => catalogue.InGroup(type, g).Count == 0) is { } group ? Unknown("performanceMetricGroup", group, type, catalogue)
            : null;
    }

    private static string? FaultOfPeriods(PmJobCriteria criteria, PmOptions options, DateTimeOffset now)
    {
        var (collection, reporting) = (criteria.CollectionPeriod, criteria.ReportingPeriod);
        if (collection < options.MinCollectionPeriod || collection > options.MaxCollectionPeriod)
        {
            return $"collectionPeriod must be {options.MinCollectionPeriod} to {options.MaxCollectionPeriod} seconds, not {collection}.";
        }
        if (reporting < collection || reporting % collection != 0)
        {
            return $"reportingPeriod must be a multiple of collectionPeriod ({collection} s), not {reporting} s.";
        }
        if (reporting / collection > options.MaxPeriodsPerReport)
        {
            return $"reportingPeriod must be at most {options.MaxPeriodsPerReport} collection periods; it is {reporting / collection}.";
        }
        return criteria.ReportingBoundary is { } boundary && boundary < now.AddSeconds(reporting)
            ? $"reportingBoundary ({boundary:O}) comes before the end of the first reporting period ({now.AddSeconds(reporting):O}): there would never be a report."
            : null;
    }

    private static string Unknown(string attribute, string value, string type, MeasurementCatalogue catalogue)
        => $"{attribute} '{value}' is not measured of objects of the type {type}; there are {catalogue.Offer(type)}.";
}

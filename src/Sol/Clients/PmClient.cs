using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Sol.Clients;

/// <summary>Client of performance management: of a VNFM (SOL003 §6, <see cref="SolApi.VnfPm"/>) or of an NFVO (SOL005 §7, <see cref="SolApi.NsPm"/>).</summary>
public sealed class PmClient(HttpClient http, SolApi api, SolClientOptions? options = null, string? version = null) : SolHttpClient(http, api, options, version)
{
    private static PmJsonContext Json => PmJsonContext.Default;

    /// <summary>Makes a PM job; its callback is tested first.</summary>
    public Task<SolCreated<PmJob>> CreateJobAsync(CreatePmJobRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        CreateAsync("pm_jobs", request, Json.CreatePmJobRequest, Json.PmJob, idempotencyKey, cancellationToken);

    /// <summary>Reads a PM job; null when there is none.</summary>
    public Task<PmJob?> GetJobAsync(string pmJobId, CancellationToken cancellationToken = default) => FindAsync($"pm_jobs/{Id(pmJobId)}", Json.PmJob, cancellationToken);

    /// <summary>Lists PM jobs.</summary>
    /// <param name="filter">Filter expression; not yet percent-encoded.</param>
    /// <param name="allFields">With their reports.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    public IAsyncEnumerable<PmJob> ListJobsAsync(string? filter = null, bool allFields = false, CancellationToken cancellationToken = default) =>
        ListAsync("pm_jobs", SolQuery.Of(filter, allFields), Json.ListPmJob, cancellationToken);

    /// <summary>Changes where the notifications of a PM job go.</summary>
    public Task<PmJobModifications> ModifyJobAsync(string pmJobId, PmJobModifications modifications, string? ifMatch = null, CancellationToken cancellationToken = default) =>
        PatchAsync($"pm_jobs/{Id(pmJobId)}", modifications, Json.PmJobModifications, Json.PmJobModifications, ifMatch, cancellationToken);

    /// <summary>Deletes a PM job with its reports.</summary>
    public Task DeleteJobAsync(string pmJobId, CancellationToken cancellationToken = default) => DeleteAsync($"pm_jobs/{Id(pmJobId)}", null, cancellationToken);

    /// <summary>Reads a report; null when it is not there, or not any more.</summary>
    public Task<PerformanceReport?> GetReportAsync(string pmJobId, string reportId, CancellationToken cancellationToken = default) =>
        FindAsync($"pm_jobs/{Id(pmJobId)}/reports/{Id(reportId)}", Json.PerformanceReport, cancellationToken);

    /// <summary>Makes a threshold; its callback is tested first.</summary>
    public Task<SolCreated<Threshold>> CreateThresholdAsync(CreateThresholdRequest request, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        CreateAsync("thresholds", request, Json.CreateThresholdRequest, Json.Threshold, idempotencyKey, cancellationToken);

    /// <summary>Reads a threshold; null when there is none.</summary>
    public Task<Threshold?> GetThresholdAsync(string thresholdId, CancellationToken cancellationToken = default) => FindAsync($"thresholds/{Id(thresholdId)}", Json.Threshold, cancellationToken);

    /// <summary>Lists thresholds.</summary>
    /// <param name="filter">Filter expression; not yet percent-encoded.</param>
    /// <param name="cancellationToken">Stops the listing.</param>
    public IAsyncEnumerable<Threshold> ListThresholdsAsync(string? filter = null, CancellationToken cancellationToken = default) =>
        ListAsync("thresholds", SolQuery.Of(filter, allFields: false), Json.ListThreshold, cancellationToken);

    /// <summary>Changes where the notifications of a threshold go.</summary>
    public Task<ThresholdModifications> ModifyThresholdAsync(string thresholdId, ThresholdModifications modifications, string? ifMatch = null, CancellationToken cancellationToken = default) =>
        PatchAsync($"thresholds/{Id(thresholdId)}", modifications, Json.ThresholdModifications, Json.ThresholdModifications, ifMatch, cancellationToken);

    /// <summary>Deletes a threshold.</summary>
    public Task DeleteThresholdAsync(string thresholdId, CancellationToken cancellationToken = default) => DeleteAsync($"thresholds/{Id(thresholdId)}", null, cancellationToken);
}

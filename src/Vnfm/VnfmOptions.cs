using System.ComponentModel.DataAnnotations;
using NfvOrchestrator.Vnfm.Indicators;
using NfvOrchestrator.Vnfm.Management;

namespace NfvOrchestrator.Vnfm;

/// <summary>How the VNFM is set up.</summary>
public sealed class VnfmOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Vnfm";

    /// <summary>Root of the NFVO (packages, grants).</summary>
    [Required]
    public Uri? Nfvo { get; set; }

    /// <summary>Root of the VIM adapter.</summary>
    [Required]
    public Uri? Vim { get; set; }

    /// <summary>The VIM account used when a grant names none.</summary>
    [Required]
    public string VimConnectionId { get; set; } = "default";

    /// <summary>How long a VIM that answers may take until one resource is ready; then the operation stops (FAILED_TEMP), and a retry takes up what it made after all.</summary>
    public TimeSpan VimTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a step goes on while the VIM cannot be reached, is overloaded or does not answer; then the operation stops (FAILED_TEMP), and a retry goes on when the VIM is back.</summary>
    public TimeSpan VimPatience { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long the VIM adapter may take to answer one call, beside what it was asked to wait for; a call without an answer is made again while <see cref="VimPatience"/> lasts. Longer than the adapter waits for the
    /// VIM itself (that for OpenStack: 80 s at most), so that an operation that stops names the service that does not answer.
    /// </summary>
    public TimeSpan VimAnswerTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Steps of one operation that go side by side at most (each is one resource that the VIM is asked for or that is waited for).</summary>
    [Range(1, 4096)]
    public int ParallelSteps { get; set; } = 128;

    /// <summary>How long a grant may take, and an NFVO be silent; then the operation is over (ROLLED_BACK), nothing was changed.</summary>
    public TimeSpan GrantTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How records and VIM are compared.</summary>
    public Reconciliation.ReconciliationOptions Reconciliation { get; set; } = new();

    /// <summary>Element managers of VNFs, and how to log in there.</summary>
    public IReadOnlyList<ElementManagerOptions> ElementManagers { get; set; } = [];

    /// <summary>Scripts, coordinations, configurations of VNFs.</summary>
    public ManagementOptions Management { get; set; } = new();

    /// <summary>How values of indicators are got.</summary>
    public IndicatorOptions Indicators { get; set; } = new();

    /// <summary>How long occurrences are kept.</summary>
    public Retention.RetentionOptions Retention { get; set; } = new();

    /// <summary>VNF package downloads of up to this many bytes are accepted.</summary>
    [Range(1, long.MaxValue)]
    public long MaxPackageBytes { get; set; } = 10L << 30;
}

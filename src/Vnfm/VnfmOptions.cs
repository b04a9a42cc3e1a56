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

    /// <summary>How long a VIM may take for one resource.</summary>
    public TimeSpan VimTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Steps of one operation that go side by side at most (each is one resource that the VIM is asked for or that is waited for).</summary>
    [Range(1, 4096)]
    public int ParallelSteps { get; set; } = 128;

    /// <summary>How long a grant may take.</summary>
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

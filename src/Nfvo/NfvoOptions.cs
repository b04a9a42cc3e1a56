using System.ComponentModel.DataAnnotations;
using NfvOrchestrator.Placement.Capacity;

namespace NfvOrchestrator.Nfvo;

/// <summary>How the NFVO is set up.</summary>
public sealed class NfvoOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Nfvo";

    /// <summary>Root of the VNFM.</summary>
    [Required]
    public Uri? Vnfm { get; set; }

    /// <summary>Root of the VIM adapter.</summary>
    [Required]
    public Uri? Vim { get; set; }

    /// <summary>Root of the SDN adapter; null: forwarding paths cannot be set up.</summary>
    public Uri? Sdn { get; set; }

    /// <summary>Root of the assurance service; null: scaling policies of descriptors are not enforced.</summary>
    public Uri? Assurance { get; set; }

    /// <summary>The VIM account that network services use.</summary>
    [Required]
    public string VimConnectionId { get; set; } = "default";

    /// <summary>Further VIM accounts of the adapter that VNFs may be placed in.</summary>
    public IList<string> FurtherVimConnectionIds { get; } = [];

    /// <summary>Where the VIM accounts are, by account; one that is not named is a point of presence of its own, and its zones are in no group.</summary>
    public IDictionary<string, VimSiteOptions> Sites { get; } = new Dictionary<string, VimSiteOptions>(StringComparer.Ordinal);

    /// <summary>All VIM accounts that VNFs may be placed in.</summary>
    internal IReadOnlyList<string> VimAccounts => FurtherVimConnectionIds.Count == 0 ? [VimConnectionId] : [.. FurtherVimConnectionIds.Prepend(VimConnectionId).Distinct(StringComparer.Ordinal)];

    /// <summary>What a tenant may have in each VIM account, by tenant; <c>*</c> is for those that are not named. Without an entry there is no limit.</summary>
    public IDictionary<string, TenantQuotaOptions> Quotas { get; } = new Dictionary<string, TenantQuotaOptions>(StringComparer.Ordinal);

    /// <summary>The SDN controller that forwarding paths use.</summary>
    [Required]
    public string SdnControllerId { get; set; } = "default";

    /// <summary>How long a VIM may take for one resource of a network service.</summary>
    public TimeSpan VimTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a step of a network service goes on while the VIM cannot be reached or does not answer; then the operation stops (FAILED_TEMP) and a retry goes on.</summary>
    public TimeSpan VimPatience { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a path may take to be in force.</summary>
    public TimeSpan PathTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an operation of a child VNF may take.</summary>
    public TimeSpan VnfTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>A grant that is decided within this time is answered at once (201), else later (202, SOL003 §9.4.2.3.1). Zero: always later.</summary>
    public TimeSpan GrantAnswerWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A request that was answered 202 and cannot be decided for so long (the VIM does not answer) is refused.</summary>
    public TimeSpan GrantPatience { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Software images are uploaded from VNF packages into the VIM before the grant is answered; false: VIMs have them, under the names of the descriptors.</summary>
    public bool UploadImages { get; set; } = true;

    /// <summary>How long a grant of an operation holds that a VNFM which does not answer says nothing about.</summary>
    public TimeSpan GrantLifetime { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long grants of operations that are over are kept.</summary>
    public TimeSpan KeepGrants { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often registered VNFMs of other makers are asked whether they are there.</summary>
    public TimeSpan VnfmWatchInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How old the NFVI capacity in the ledger may be before it is asked for again.</summary>
    public TimeSpan CapacityAge { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What a tenant may have in a VIM account by configuration.</summary>
    internal ResourceAmounts QuotaOf(string tenant)
        => Quotas.TryGetValue(tenant, out var own) || Quotas.TryGetValue("*", out own) ? own.ToAmounts() : ResourceAmounts.NoLimit;
}

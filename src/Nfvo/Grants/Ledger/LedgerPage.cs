using NfvOrchestrator.Placement.Capacity;

namespace NfvOrchestrator.Nfvo.Grants.Ledger;

/// <summary>
/// One document of the capacity ledger: a zone, the quota of a tenant in a VIM, the limit of a VIM account as a whole, or when a VIM was last asked. A grant writes the pages it changes and no others, each with the version that
/// was read, so that what it costs does not grow with the installation, and grants in two zones do not meet unless their account has a limit.
/// </summary>
public sealed record LedgerPage
{
    /// <summary>A zone with its hosts.</summary>
    public ZoneCounters? Zone { get; init; }

    /// <summary>A tenant's quota in a VIM.</summary>
    public QuotaCounters? Quota { get; init; }

    /// <summary>The limit of a VIM account.</summary>
    public AccountLimit? Limit { get; init; }

    /// <summary>A VIM.</summary>
    public VimReading? Vim { get; init; }

    internal static string IdOf(ZoneCounters zone) => $"zone/{zone.VimId}/{zone.ZoneId}";

    internal static string IdOf(QuotaCounters quota) => $"quota/{quota.VimId}/{quota.Tenant}";

    internal static string IdOf(AccountLimit limit) => $"limit/{limit.VimId}";

    internal static string IdOf(VimReading reading) => $"vim/{reading.VimId}";
}

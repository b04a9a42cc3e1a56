namespace NfvOrchestrator.Nfvo;

/// <summary>Where a VIM account is: what VIMs do not tell, and placement constraints of the scopes NFVI_POP and ZONE_GROUP need (SOL003 §9.5.3.6).</summary>
public sealed class VimSiteOptions
{
    /// <summary>The point of presence; accounts of one site share it. Null: the account is one of its own.</summary>
    public string? NfviPopId { get; set; }

    /// <summary>Groups of resource zones, each with its zones; a zone can be in several.</summary>
    public IDictionary<string, string[]> ZoneGroups { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal);
}

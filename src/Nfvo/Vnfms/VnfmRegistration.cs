namespace NfvOrchestrator.Nfvo.Vnfms;

/// <summary>Registers a VNFM of another maker for a tenant, or changes its registration.</summary>
public sealed record VnfmRegistration
{
    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>The <c>apiRoot</c> of its SOL003 interfaces: VNF LCM is at <c>{apiRoot}/vnflcm/v2</c>.</summary>
    public required string ApiRoot { get; init; }

    /// <summary>Version of the VNF LCM interface to ask for, 2.x; null: the newest that the NFVO speaks.</summary>
    public string? Version { get; init; }

    /// <summary>It takes VNFs whose descriptor names one of these (SOL001 <c>vnfm_info</c>).</summary>
    public required IReadOnlyList<string> VnfmInfo { get; init; }

    /// <summary>How the NFVO logs in there; null: it does not.</summary>
    public VnfmLogin? Authentication { get; init; }

    /// <summary>The client with which it logs in here when tokens come from an issuer outside; null: one is made by <c>POST …/client</c>.</summary>
    public string? ClientId { get; init; }

    /// <summary>Whether new VNFs go there. What it has already is looked after in any case.</summary>
    public bool Enabled { get; set; } = true;
}

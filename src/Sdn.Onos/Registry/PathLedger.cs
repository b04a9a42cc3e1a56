namespace NfvOrchestrator.Sdn.Onos.Registry;

/// <summary>
/// Written together with every newly wanted route: copies of the adapter that give out VLANs or traffic at the same time are put in a row by its version.
/// </summary>
public sealed record PathLedger
{
    /// <summary>Key and tenant of the last route that was accepted; for people who look into the store.</summary>
    public required string Last { get; init; }
}

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Load of some servers. The selectors that are set must all match; of several rules for a server the one set last holds.</summary>
public sealed record LoadRule
{
    /// <summary>Identifier; the same again replaces the rule and starts its time anew. Given by the simulator when absent.</summary>
    public string? Id { get; init; }

    /// <summary>Tenant.</summary>
    public string? Tenant { get; init; }

    /// <summary>Key of a server.</summary>
    public string? Key { get; init; }

    /// <summary>Instance the servers are tagged with.</summary>
    public string? InstanceId { get; init; }

    /// <summary>VNFC the servers are tagged with.</summary>
    public string? VnfcId { get; init; }

    /// <summary>Descriptor element (VDU) the servers are tagged with.</summary>
    public string? DescriptorElementId { get; init; }

    /// <summary>The values are for all matching running servers together, each taking an equal part: more servers, less for each.</summary>
    public bool Shared { get; init; }

    /// <summary>CPU in percent of a server (100 is all of one server's vCPUs; when shared, the sum may exceed 100).</summary>
    public LoadProfile? Cpu { get; init; }

    /// <summary>Memory in percent of a server.</summary>
    public LoadProfile? Memory { get; init; }

    /// <summary>Received traffic in bit/s.</summary>
    public LoadProfile? IncomingBps { get; init; }

    /// <summary>Sent traffic in bit/s.</summary>
    public LoadProfile? OutgoingBps { get; init; }

    internal bool Matches(SimResource server) =>
        Fits(Tenant, server.Id.Tenant) && Fits(Key, server.Key) && Fits(InstanceId, server.Spec.Tags.InstanceId)
        && Fits(VnfcId, server.Spec.Tags.VnfcId) && Fits(DescriptorElementId, server.Spec.Tags.DescriptorElementId);

    private static bool Fits(string? wanted, string? actual) => wanted is null || string.Equals(wanted, actual, StringComparison.Ordinal);
}

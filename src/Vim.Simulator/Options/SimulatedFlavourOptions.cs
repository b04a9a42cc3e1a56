namespace NfvOrchestrator.Vim.Simulator;

/// <summary>A flavour that exists before us: an ordinary size of servers, without pinned CPUs, huge pages or devices.</summary>
public sealed class SimulatedFlavourOptions
{
    /// <summary>The VIM's identifier.</summary>
    public string Id { get; set; } = "";

    /// <summary>Virtual CPUs.</summary>
    public int Vcpus { get; set; } = 1;

    /// <summary>Memory in MiB.</summary>
    public long MemoryMib { get; set; } = 1024;

    /// <summary>Root disk in GiB.</summary>
    public long DiskGib { get; set; }
}

namespace NfvOrchestrator.Vim;

/// <summary>A flavour that a VIM has: a named size of servers.</summary>
public sealed record VimFlavour
{
    /// <summary>The VIM's identifier; <see cref="ComputeSpec.FlavourRef"/> names it.</summary>
    public required string Id { get; init; }

    /// <summary>The VIM's name.</summary>
    public string? Name { get; init; }

    /// <summary>Virtual CPUs.</summary>
    public required int Vcpus { get; init; }

    /// <summary>Memory in MiB.</summary>
    public required long MemoryMib { get; init; }

    /// <summary>Root disk in GiB.</summary>
    public long DiskGib { get; init; }

    /// <summary>What servers of it get beyond their size, in the names of the VIM (Nova's extra specs, e.g. <c>hw:cpu_policy</c>); absent: nothing.</summary>
    public IReadOnlyDictionary<string, string>? Properties { get; init; }
}

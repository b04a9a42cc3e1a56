using System.Text.Json;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>A script to be run.</summary>
internal sealed record ScriptCall
{
    /// <summary>The same on every attempt: a script that finds its work done under this id does nothing.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The operation of the lifecycle interface, for example <c>instantiate_end</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The VNF as it was when the operation began.</summary>
    public required VnfInstance Instance { get; init; }

    /// <summary>The occurrence.</summary>
    public required string VnfLcmOpOccId { get; init; }

    /// <summary>What the script gets as JSON: identifiers, inputs, parameters, addresses of the VNFCs.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>Addresses of VNFCs by VDU and connection point, in order.</summary>
    public required IReadOnlyList<VnfcAddress> Addresses { get; init; }

    /// <summary>Name of the file, without its folders.</summary>
    public string? FileName { get; init; }

    /// <summary>Reads the file of the package.</summary>
    public required Func<CancellationToken, Task<byte[]>> ReadScriptAsync { get; init; }

    /// <summary>The entry of the configuration.</summary>
    public required ScriptDriverOptions Options { get; init; }
}

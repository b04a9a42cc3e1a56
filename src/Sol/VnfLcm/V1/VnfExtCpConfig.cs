using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm.V1;

/// <summary>Configuration of one instance of an external connection point, an item of a list (SOL003 2.6.1 §4.4.1.10a; later versions: a map).</summary>
public sealed record VnfExtCpConfig
{
    /// <summary>Identifier of the external CP instance that is meant, when it exists already.</summary>
    public string? CpInstanceId { get; init; }

    /// <summary>Identifier of the link port.</summary>
    public string? LinkPortId { get; init; }

    /// <summary>CP protocol data.</summary>
    public IReadOnlyList<CpProtocolData>? CpProtocolData { get; init; }
}

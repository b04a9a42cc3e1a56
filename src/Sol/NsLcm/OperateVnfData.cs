using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.NsLcm;

/// <summary>Operate VNF data (SOL005 §6.5).</summary>
public sealed record OperateVnfData
{
    /// <summary>Identifier of the VNF instance.</summary>
    public required string VnfInstanceId { get; init; }

    /// <summary>Change state to.</summary>
    public required OperationalStates ChangeStateTo { get; init; }

    /// <summary>Stop type.</summary>
    public StopType? StopType { get; init; }

    /// <summary>Graceful stop timeout, in seconds.</summary>
    public int? GracefulStopTimeout { get; init; }

    /// <summary>Additional param.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParam { get; init; }
}

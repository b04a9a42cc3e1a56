using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Sol.VnfLcm;

/// <summary>Request: operate VNF (SOL003 §5.5.2.10).</summary>
public sealed record OperateVnfRequest
{
    /// <summary>VNFCs to start or stop (SOL002); absent: the whole VNF.</summary>
    public IReadOnlyList<string>? VnfcInstanceId { get; init; }

    /// <summary>Change state to.</summary>
    public required VnfOperationalStateType ChangeStateTo { get; init; }

    /// <summary>Stop type.</summary>
    public StopType? StopType { get; init; }

    /// <summary>Graceful stop timeout, in seconds.</summary>
    public int? GracefulStopTimeout { get; init; }

    /// <summary>Additional parameters.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalParams { get; init; }
}

using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>What a request amounts to: what the instance shall be like when the operation is completed.</summary>
internal sealed record VnfIntent
{
    /// <summary>The settings the target state is made from; null: nothing shall be left.</summary>
    public VnfSettings? Settings { get; init; }

    /// <summary>The instance with changed attributes (not the instantiated ones, which follow from settings and resources); null: unchanged.</summary>
    public VnfInstance? Instance { get; init; }

    /// <summary>Seconds a guest gets to go out of service before its server is stopped or removed; null: none.</summary>
    public int? GracefulSeconds { get; init; }

    /// <summary>What is to be healed; null: nothing.</summary>
    public VnfHealing? Healing { get; init; }
}

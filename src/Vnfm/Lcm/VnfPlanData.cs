using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>What the VNFM keeps with a plan.</summary>
internal sealed record VnfPlanData
{
    /// <summary>The settings that count once the operation is completed; null: nothing is instantiated then.</summary>
    public VnfSettings? Settings { get; init; }

    /// <summary>The VIM account the steps work in.</summary>
    public required string VimConnectionId { get; init; }

    /// <summary>Attributes of the instance that count once the operation is completed; null: they stay as they are.</summary>
    public VnfInstance? Instance { get; init; }

    /// <summary>Seconds a guest gets to go out of service before it is stopped; null: it is stopped at once.</summary>
    public int? GracefulSeconds { get; init; }

    /// <summary>What is done before the resources change.</summary>
    public IReadOnlyList<ResourceNode> ActionsBefore { get; init; } = [];

    /// <summary>What is done after the resources changed.</summary>
    public IReadOnlyList<ResourceNode> ActionsAfter { get; init; } = [];

    /// <summary>What the descriptor declares and is not done.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

namespace NfvOrchestrator.Tosca.Model;

/// <summary>What the operator of the NFVI must respect when it does maintenance (SOL001 NfviMaintenanceInfo).</summary>
public sealed record NfviMaintenanceInfo
{
    /// <summary>How long before an impact it must be announced, in seconds.</summary>
    public double? ImpactNotificationLeadTimeSeconds { get; init; }

    /// <summary>Whether the VNF asks for mitigation (migration).</summary>
    public bool IsImpactMitigationRequested { get; init; }

    /// <summary><c>no_migration</c>, <c>offline_migration</c>, <c>live_migration</c>, in order of preference.</summary>
    public IReadOnlyList<string> SupportedMigrationTypes { get; init; } = [];

    /// <summary>Longest interruption that goes unnoticed, in seconds.</summary>
    public double? MaxUndetectableInterruptionTimeSeconds { get; init; }

    /// <summary>Shortest time between two impacts, in seconds.</summary>
    public double? MinRecoveryTimeBetweenImpactsSeconds { get; init; }

    /// <summary>Most instances impacted at a time, by size of the group (null = any size).</summary>
    public IReadOnlyList<GroupSizeLimit> MaxNumberOfImpactedInstances { get; init; } = [];

    /// <summary>Fewest instances that must stay, by size of the group (null = any size).</summary>
    public IReadOnlyList<GroupSizeLimit> MinNumberOfPreservedInstances { get; init; } = [];
}

using NfvOrchestrator.Assurance.Alarms;
using NfvOrchestrator.Assurance.Decisions;
using NfvOrchestrator.Assurance.Policies;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Assurance;

/// <summary>What the service keeps.</summary>
internal static class AssuranceCollections
{
    /// <summary>The queue of decisions to carry out.</summary>
    public const string DecisionQueue = "assurance.decisions";

    public static readonly DocumentCollection<ScalingPolicy> Policies = new()
    {
        Name = "assurance_policies",
        TypeInfo = AssuranceJson.Default.ScalingPolicy,
        IndexedFields = ["vnfInstanceId"],
    };

    public static readonly DocumentCollection<PolicyStatus> Status = new() { Name = "assurance_policy_status", TypeInfo = AssuranceJson.Default.PolicyStatus };

    public static readonly DocumentCollection<ScalingDecision> Decisions = new()
    {
        Name = "assurance_decisions",
        TypeInfo = AssuranceJson.Default.ScalingDecision,
        IndexedFields = ["vnfInstanceId", "policyId", "state"],
    };

    public static readonly DocumentCollection<AlarmRecord> Alarms = new()
    {
        Name = "assurance_alarms",
        TypeInfo = AssuranceJson.Default.AlarmRecord,
        IndexedFields = ["instanceId", "state"],
    };

    public static readonly IReadOnlyList<IDocumentCollection> All = [Policies, Status, Decisions, Alarms];
}

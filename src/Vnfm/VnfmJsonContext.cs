using System.Text.Json.Serialization;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Lcm;
using NfvOrchestrator.Vnfm.Reconciliation;
using NfvOrchestrator.Vnfm.Snapshots;

namespace NfvOrchestrator.Vnfm;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(VnfRecord))]
[JsonSerializable(typeof(VnfPlanData))]
[JsonSerializable(typeof(OnboardedVnfd))]
[JsonSerializable(typeof(VnfSnapshotRecord))]
[JsonSerializable(typeof(VnfSnapshotContent))]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(List<Finding>))]
[JsonSerializable(typeof(ReconciledTenant))]
[JsonSerializable(typeof(TruthCheckStatus))]
[JsonSerializable(typeof(Api.VnfOperationPlan))]
[JsonSerializable(typeof(Indicators.IndicatorRecord))]
[JsonSerializable(typeof(Indicators.IndicatorWatch))]
[JsonSerializable(typeof(Indicators.IndicatorSubscription))]
[JsonSerializable(typeof(Management.VnfActionRecord))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, System.Text.Json.JsonElement>))]
[JsonSerializable(typeof(VnfState))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(Sol.VnfLcm.MonitoringParameter), TypeInfoPropertyName = "SolMonitoringParameter")]
[JsonSerializable(typeof(IReadOnlyList<Sol.VnfLcm.MonitoringParameter>), TypeInfoPropertyName = "SolMonitoringParameters")]
internal sealed partial class VnfmJsonContext : JsonSerializerContext;

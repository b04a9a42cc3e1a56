namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>What every script finds in its environment. Nothing but identifiers that the VNFM or the descriptor chose.</summary>
internal static class ScriptEnvironment
{
    /// <summary>Names and values.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(ScriptCall call) =>
    [
        new("NFV_EXECUTION_ID", call.ExecutionId),
        new("NFV_OPERATION", call.Operation),
        new("NFV_VNF_INSTANCE_ID", call.Instance.Id),
        new("NFV_VNFD_ID", call.Instance.VnfdId),
        new("NFV_VNF_LCM_OP_OCC_ID", call.VnfLcmOpOccId),
    ];
}

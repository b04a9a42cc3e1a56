using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.NsLcm.Children;

/// <summary>How an operation of a constituent VNF ended, by its occurrence or by the notification of its end.</summary>
/// <param name="OccurrenceId">The operation occurrence.</param>
/// <param name="VnfInstanceId">The VNF instance.</param>
/// <param name="Operation">The operation.</param>
/// <param name="State">COMPLETED, FAILED_TEMP, FAILED or ROLLED_BACK.</param>
/// <param name="Detail">The VNFM's reason, if it failed.</param>
internal sealed record ChildEnd(string OccurrenceId, string VnfInstanceId, LcmOperationType Operation, LcmOperationStateType State, string? Detail)
{
    /// <summary>Reads an occurrence; null while it still moves by itself.</summary>
    public static ChildEnd? Of(VnfLcmOpOcc occurrence)
        => occurrence.OperationState is LcmOperationStateType.COMPLETED or LcmOperationStateType.FAILED_TEMP or LcmOperationStateType.FAILED or LcmOperationStateType.ROLLED_BACK
            ? new ChildEnd(occurrence.Id, occurrence.VnfInstanceId, occurrence.Operation, occurrence.OperationState, occurrence.Error?.Detail)
            : null;

    /// <summary>Reads a notification; null unless it tells an end that cannot change any more: FAILED_TEMP may be over when it is heard.</summary>
    public static ChildEnd? Of(VnfLcmOperationOccurrenceNotification notification)
        => notification.OperationState is LcmOperationStateType.COMPLETED or LcmOperationStateType.FAILED or LcmOperationStateType.ROLLED_BACK
            ? new ChildEnd(notification.VnfLcmOpOccId, notification.VnfInstanceId, notification.Operation, notification.OperationState, notification.Error?.Detail)
            : null;
}

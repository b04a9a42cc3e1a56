using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Terminate (SOL003 §5.4.8).</summary>
internal static class Termination
{
    public static VnfIntent Intend(TerminateVnfRequest request, VnfOperationInput input)
        => new() { GracefulSeconds = Grace.Seconds(request.TerminationType == TerminationType.GRACEFUL, request.GracefulTerminationTimeout, "gracefulTerminationTimeout") };
}

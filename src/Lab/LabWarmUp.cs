using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Lab;

/// <summary>
/// Takes one minimal network service of a tenant of its own up and down while the packages of the demonstration are onboarded. A service that runs since a while has its code
/// compiled; in a process that was started a second ago the first operation would mostly show the work of the just-in-time compiler.
/// </summary>
internal static class LabWarmUp
{
    /// <summary>The tenant, so that nothing of it shows among what the lab's tenant has.</summary>
    public const string Tenant = "warm-up";

    /// <summary>
    /// Begins before the services do, on the thread of <see cref="CompileAhead"/>: messages of the APIs, from the end of the order in which the services ask for them, so that both threads
    /// meet in the middle; then one package of each kind, which compiles the code that reads packages and the types of SOL001.
    /// </summary>
    public static void CompileFirst()
    {
        CompileAhead.Json(NsLcmJsonContext.Default, typeof(NsLcmOpOcc), typeof(Sol.NsLcm.NsInstance), typeof(Sol.NsLcm.InstantiateNsRequest));
        CompileAhead.Json(NsdJsonContext.Default, typeof(NsdInfo));
        foreach (var path in (string[])[Path.Combine(Samples.Find("5g-core"), "upf"), Path.Combine(Samples.Find("minimal"), "ns")])
        {
            CompileAhead.Do(path, () =>
            {
                using var package = PackageContainer.Open(path);
                PackageReader.Read(package.Files, PackageReadOptions.Default);
            });
        }
    }

    /// <summary>Brings it up and takes it away again; only the packages stay, in that tenant.</summary>
    public static async Task RunAsync(LabHost lab, LabBoard board, CancellationToken cancellationToken)
    {
        using var api = new LabApi(lab.Addresses, lab.WarmUp);
        try
        {
            var samples = Samples.Find("minimal");
            await Onboarding.VnfAsync(api.Packages, Path.Combine(samples, "vnf"), cancellationToken);
            var nsdId = await Onboarding.NsdAsync(api.Nsds, Path.Combine(samples, "ns"), cancellationToken);
            var service = (await api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = nsdId, NsName = "warm-up", NsDescription = "compiles the code of the lab" }, idempotencyKey: null, cancellationToken)).Resource;
            var up = await api.NsLcm.InstantiateAsync(service.Id, new Sol.NsLcm.InstantiateNsRequest { NsFlavourId = "simple" }, idempotencyKey: null, cancellationToken);
            await EndAsync(api.NsLcm, up.OpOccId, cancellationToken);
            var down = await api.NsLcm.TerminateAsync(service.Id, new TerminateNsRequest(), idempotencyKey: null, cancellationToken);
            await EndAsync(api.NsLcm, down.OpOccId, cancellationToken);
            await api.NsLcm.DeleteAsync(service.Id, cancellationToken);
        }
        catch (Exception failure) when (failure is LabFailureException or SolRequestException or HttpRequestException)
        {
            // What it was for is speed only; whoever has the same trouble with the real service will say so.
            board.Say($"The warm-up did not go through: {failure.Message}");
        }
    }

    private static async Task EndAsync(NsLcmClient services, string operationId, CancellationToken cancellationToken)
    {
        while (await services.GetOpOccAsync(operationId, cancellationToken) is { } operation)
        {
            switch (operation.OperationState)
            {
                case NsLcmOperationStateType.COMPLETED:
                    return;
                case NsLcmOperationStateType.PROCESSING or NsLcmOperationStateType.ROLLING_BACK:
                    await Task.Delay(20, cancellationToken);
                    break;
                default:
                    throw new LabFailureException($"{operation.LcmOperationType} of the minimal service ended {operation.OperationState}: {operation.Error?.Detail}");
            }
        }
    }
}

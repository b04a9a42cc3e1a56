using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Lab;

/// <summary>Brings up one VNF of a package nobody has seen before: missing external connection points get networks of the lab.</summary>
internal sealed class ForeignPackage(LabApi api, LabApi services, LabBoard board)
{
    /// <summary>Onboards the package and instantiates its default flavour.</summary>
    public async Task<VnfInstance> BringUpAsync(string path, CancellationToken cancellationToken)
    {
        var vnfdId = await Onboarding.VnfAsync(api.Packages, path, cancellationToken);
        var descriptor = await api.Packages.GetVnfdModelAsync(vnfdId, "application/vnd.nfvorchestrator.vnfd+json", ToscaJsonContext.Default.VnfDescriptor, cancellationToken);
        var flavour = descriptor.FindFlavour(descriptor.DefaultFlavourId) ?? descriptor.Flavours[0];
        board.Say($"Onboarded {descriptor.Provider} {descriptor.ProductName} {descriptor.SoftwareVersion} (VNFD {vnfdId}); flavour '{flavour.FlavourId}': {flavour.Vdus.Count} VDU(s), {flavour.InternalCps.Count} connection point(s).");
        var links = await NetworksAsync(flavour, cancellationToken);
        var created = await api.VnfLcm.CreateAsync(
            new CreateVnfRequest { VnfdId = vnfdId, VnfInstanceName = descriptor.ProductName, VnfInstanceDescription = "brought up by the lab" }, idempotencyKey: null, cancellationToken);
        board.Name(created.Resource.Id, descriptor.ProductName);
        var accepted = await api.VnfLcm.InstantiateAsync(
            created.Resource.Id, new InstantiateVnfRequest { FlavourId = flavour.FlavourId, ExtVirtualLinks = links }, idempotencyKey: null, cancellationToken);
        while (true)
        {
            var operation = await api.VnfLcm.GetOpOccAsync(accepted.OpOccId, cancellationToken) ?? throw new LabFailureException("The operation is gone.");
            switch (operation.OperationState)
            {
                case LcmOperationStateType.COMPLETED:
                    return (await api.VnfLcm.GetAsync(created.Resource.Id, cancellationToken))!;
                case LcmOperationStateType.STARTING or LcmOperationStateType.PROCESSING:
                    await Task.Delay(20, cancellationToken);
                    break;
                default:
                    throw new LabFailureException($"The VNF could not be brought up; its instantiation ended {operation.OperationState}: {operation.Error?.Detail}");
            }
        }
    }

    private async Task<IReadOnlyList<ExtVirtualLinkData>> NetworksAsync(DeploymentFlavour flavour, CancellationToken cancellationToken)
    {
        var vim = new VimClient(services.Vim);
        var links = new List<ExtVirtualLinkData>();
        foreach (var cp in flavour.ExtCps)
        {
            // Points that stand on one internal link are one network.
            var name = cp.InternalVirtualLinkId ?? cp.CpdId;
            if (links.Any(l => l.Id == name))
            {
                continue;
            }
            var network = await vim.EnsureAsync(
                LabHost.VimAccount,
                VimKey.Of("lab", name),
                new NetworkSpec { Name = $"lab-{name}", Subnets = [new VimSubnet { Cidr = $"10.{100 + links.Count}.0.0/16" }], Tags = new VimTags { Tenant = LabHost.Tenant, InstanceId = "lab" } },
                TimeSpan.FromSeconds(30),
                cancellationToken);
            links.Add(new ExtVirtualLinkData
            {
                Id = name,
                VimConnectionId = LabHost.VimAccount,
                ResourceId = network.VimResourceId ?? network.Key,
                ExtCps = [.. flavour.ExtCps.Where(other => (other.InternalVirtualLinkId ?? other.CpdId) == name).Select(other => new VnfExtCpData { CpdId = other.CpdId })],
            });
        }
        return links;
    }
}

using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>A small VNF without external links; tests add what they are about.</summary>
internal static class EdgeVnfd
{
    public const string Id = "3140a100-0000-4000-8000-0000000000ed";

    public static VnfDescriptor Make(Func<DeploymentFlavour, DeploymentFlavour>? change = null)
    {
        var flavour = new DeploymentFlavour
        {
            FlavourId = "simple",
            DefaultInstantiationLevelId = "",
            Vdus = [new Vdu { Id = "worker", Name = "worker", Compute = new VirtualCompute { NumVirtualCpu = 1, VirtualMemSizeMiB = 512 } }],
            DeclaredIndicators =
            [
                new VnfIndicatorDeclaration { Id = "load", Source = "em" },
                new VnfIndicatorDeclaration { Id = "sessions", Source = "em" },
            ],
        };
        return new VnfDescriptor
        {
            DescriptorId = Id,
            DescriptorVersion = "1",
            Provider = "test",
            ProductName = "edge",
            SoftwareVersion = "1",
            DefaultFlavourId = "simple",
            FlavourIds = ["simple"],
            Flavours = [change is null ? flavour : change(flavour)],
        };
    }
}

namespace NfvOrchestrator.Tosca.Types;

/// <summary>The clause of the specification that defines a type, as far as it is the same in the editions.</summary>
internal static class SpecClauses
{
    private static readonly Dictionary<string, string> s_clauses = new(StringComparer.Ordinal)
    {
        ["tosca.datatypes.nfv.VirtualNetworkInterfaceRequirements"] = "SOL001 §6.2.2.2",
        ["tosca.datatypes.nfv.RequestedAdditionalCapability"] = "SOL001 §6.2.3.2",
        ["tosca.datatypes.nfv.VirtualMemory"] = "SOL001 §6.2.4.2",
        ["tosca.datatypes.nfv.VirtualCpu"] = "SOL001 §6.2.5.2",
        ["tosca.datatypes.nfv.VirtualCpuPinning"] = "SOL001 §6.2.6.2",
        ["tosca.nodes.nfv.VNF"] = "SOL001 §6.8.1",
        ["tosca.nodes.nfv.VnfExtCp"] = "SOL001 §6.8.2",
        ["tosca.nodes.nfv.Vdu.Compute"] = "SOL001 §6.8.3",
        ["tosca.nodes.nfv.Vdu.VirtualBlockStorage"] = "SOL001 §6.8.4",
        ["tosca.nodes.nfv.Vdu.VirtualObjectStorage"] = "SOL001 §6.8.5",
        ["tosca.nodes.nfv.Vdu.VirtualFileStorage"] = "SOL001 §6.8.6",
        ["tosca.nodes.nfv.VduCp"] = "SOL001 §6.8.7",
        ["tosca.nodes.nfv.VnfVirtualLink"] = "SOL001 §6.8.8",
    };

    /// <summary>The clause for a value of a type; for types of others, the clause of TOSCA that says so.</summary>
    public static string For(ToscaType? type, string tosca)
    {
        for (var t = type; t is not null; t = t.Parent)
        {
            if (s_clauses.TryGetValue(t.Name, out var clause))
            {
                return clause;
            }

            if (t.Name.Contains(".nfv.", StringComparison.Ordinal) && t.Body.File.StartsWith("builtin:", StringComparison.Ordinal))
            {
                return t.Kind switch
                {
                    TypeKind.Data => "SOL001 §6.2",
                    TypeKind.Artifact => "SOL001 §6.3",
                    TypeKind.Capability => "SOL001 §6.4",
                    TypeKind.Interface => "SOL001 §6.7",
                    TypeKind.Node => "SOL001 §6.8",
                    TypeKind.Group => "SOL001 §6.9",
                    TypeKind.Policy => "SOL001 §6.10",
                    _ => tosca,
                };
            }
        }

        return tosca;
    }
}

using static NfvOrchestrator.Tosca.Diagnostics.DiagnosticKind;

namespace NfvOrchestrator.Tosca.Diagnostics.Codes;

/// <summary>Codes of the model: what the parts of a VNFD, NSD or PNFD say of each other.</summary>
internal static class ModelCodes
{
    public static IReadOnlyList<DiagnosticCode> All { get; } =
    [
        new("TOSCA0301", Error, "no VNF, NS or PNF in the entry definitions", "SOL001 §6.11", "name the top-level service template in Entry-Definitions"),
        new("TOSCA0302", ErrorOrDeviation, "flavour ids do not agree, or a flavour has none", "SOL001 §6.11", "set substitution_mappings.properties.flavour_id to a value that the VNF type allows", "an id that the type does not list is taken"),
        new("TOSCA0303", ErrorOrDeviation, "a connection point is on a link that is not there, or on none", "SOL001 §6.8.7", "add the requirement virtual_link, or map it in substitution_mappings", "a connection point on no link is read as an external one"),
        new("TOSCA0304", Error, "a connection point is bound to no VDU", "SOL001 §6.8.7", "add the requirement virtual_binding"),
        new("TOSCA0305", ErrorOrDeviation, "an instantiation level that is not defined, or several without default", "SOL001 §6.10.1", "define the level, or set default_level", "the first level is the default"),
        new("TOSCA0306", ErrorOrDeviation, "a scaling aspect or scale level that is not defined", "SOL001 §6.10.2", "define it in a policy of type tosca.policies.nfv.ScalingAspects", "tolerated only in policies that stand in the wrong place"),
        new("TOSCA0307", ErrorOrDeviation, "a policy target or group member that is not there", "SOL001 §6.10", "correct the name", "tolerated only in policies that stand in the wrong place"),
        new("TOSCA0308", ErrorOrDeviation, "an affinity target that is not there", "SOL001 §6.10.8", "correct the name", "tolerated only in policies that stand in the wrong place"),
        new("TOSCA0309", Deviation, "a software image that is not in the package", "SOL004 §4.1", "add the file, or name the image by a URI", "the image must be in the VIM already, under the name in the descriptor"),
        new("TOSCA0310", Error, "several software images on one node", "SOL001 §6.8.3", "keep one artifact of type tosca.artifacts.nfv.SwImage"),
        new("TOSCA0311", ErrorOrDeviation, "numbers of instances for levels without the policy that defines the levels", "SOL001 §6.10.1", "add the policy InstantiationLevels", "tolerated only in policies that stand in the wrong place"),
        new("TOSCA0312", Deviation, "levels, deltas and aspects do not agree", "SOL001 §6.10.3, §6.10.5", "correct the deltas or the levels", "numbers of a level count before what deltas give; a step without delta adds nothing"),
        new("TOSCA0313", ErrorOrDeviation, "a substitution mapping to a node that is not there, or an external connection point without link", "SOL001 §6.11", "correct the mapping; add internal_virtual_link", "an external connection point without link connects nothing"),
        new("TOSCA0314", ErrorOrDeviation, "minimum over maximum, or a level outside of both", "SOL001 §6.2.21", "widen the profile", "a level outside of the profile can be instantiated, but not be reached by scaling"),
        new("TOSCA0315", Error, "one flavour described twice", "SOL001 §6.11", "give each template a flavour_id of its own"),
        new("TOSCA0316", Error, "a storage that is not there", "SOL001 §6.8.3", "define the storage node"),
        new("TOSCA0317", Error, "a scaling aspect defined twice", "SOL001 §6.10.2", "keep one of them"),
        new("TOSCA0318", Error, "a shared address, service address, workload or package refers to something that is not there", "SOL001 §6.8", "correct the name"),
        new("TOSCA0319", Deviation, "a shared address, service address, workload or package has nothing behind it", "SOL001 §6.8", "add the requirement", "it is kept and does nothing"),
        new("TOSCA0320", Deviation, "boot data in a file that is not there or is no small text", "SOL001 §6.2.43", "add the file; keep boot data under 48 KiB", "the VNFC boots without it"),
        new("TOSCA0321", Deviation, "an artifact that implements an operation or deploys a workload is not in the package", "SOL004 §4.1", "add the file, or declare the artifact", "the operation runs without it"),
        new("TOSCA0322", Deviation, "a package change without selector", "SOL001 §6.10.14", "say from which package and flavour to which package it leads", "it is not used"),
        new("TOSCA0330", Deviation, "a connection point and its link have no layer protocol in common", "SOL001 §6.8.7, §7.8.3", "give both a layer protocol in common", "they are connected all the same; IP on a link of Ethernet needs no mention"),
        new("TOSCA0331", Deviation, "two connection points of a VDU have the same order", "SOL001 §6.8.7", "number the interfaces 0, 1, 2, …", "they stand in the order of the file"),
        new("TOSCA0332", Deviation, "a trigger refers to a notification, attribute or operation that the VNF type does not have", "SOL001 §6.10.13", "declare it in the VNF type, or correct the name", "the trigger does nothing"),
        new("TOSCA0333", Deviation, "a package change does not fit this VNFD: neither end of it, or a flavour or component that it does not have", "SOL001 §6.10.14", "correct the selector, flavour or mapping", "what does not fit is not used"),
        new("TOSCA0334", Deviation, "a coordination action that the VNFD does not describe", "SOL001 §6.10.15", "describe it, or list it under referenced_coordination_actions", "it is called without parameters"),
        new("TOSCA0335", Error, "a range of ports ends before it starts", "SOL001 §6.10.10", "swap the ends"),
        new("TOSCA0336", Error, "affinity and anti-affinity of the same parts contradict each other", "SOL001 §6.10.8", "remove one of them, or change a scope"),
        new("TOSCA0337", Info, "a VDU has no software image", "SOL001 §6.8.3", "add an artifact of type tosca.artifacts.nfv.SwImage to the VDU or to one of its storages; few VIMs boot a machine without"),
        new("TOSCA0338", Deviation, "an image or huge pages need more than the VDU has", "SOL001 §6.5.1, §6.2.4", "raise memory or disk", "it is asked of the VIM as it stands"),
        new("TOSCA0340", ErrorOrDeviation, "a subnet or an address in it is wrong", "SOL001 §6.2.29", "write subnets as 10.0.0.0/24; keep gateway, pools and fixed addresses inside", "addresses outside of their subnet are passed to the VIM as they stand"),
        new("TOSCA0341", Deviation, "a requirement of the VNF type is mapped to no connection point", "SOL001 §6.11", "map it in substitution_mappings, or make it optional", "an NSD that wires it wires nothing"),
        new("TOSCA0401", Deviation, "a constituent on a virtual link that is not there", "SOL001 §7.11", "define the NsVirtualLink, or correct the name", "it stays unconnected"),
        new("TOSCA0402", ErrorOrDeviation, "a forwarding path that cannot be followed", "SOL001 §7.8.6 to §7.8.8", "name positions, elements and wired connection points that exist", "a path that is in no VNFFG is not set up"),
        new("TOSCA0403", Error, "a level mapping to a level, aspect or constituent that is not there", "SOL001 §7.10", "correct the name"),
        new("TOSCA0404", Deviation, "a SAP without virtual link", "SOL001 §7.8.2", "add the requirement internal_virtual_link", "the SAP stays unconnected"),
        new("TOSCA0405", Deviation, "a network service of nothing", "SOL001 §7.11", "add a constituent", "it can be instantiated and does nothing"),
        new("TOSCA0406", Error, "dependencies in a circle", "SOL001 §7.11", "remove one of them: nothing could be started first"),
        new("TOSCA0407", Deviation, "scale levels are not numbered from 0, or a mapping says nothing for a level", "SOL001 §7.10.6, §7.10.7", "number them 0, 1, 2, …; give a number for each", "levels stand in their order; what a mapping leaves out stays as it is"),
        new("TOSCA0408", Deviation, "several rules for one forwarding path", "SOL001 §7.10.4", "give a path one rule", "the first one counts"),
        new("TOSCA0410", Error, "an NSD wants a flavour that the descriptor of the constituent does not have", "SOL001 §7.11", "correct the flavour"),
        new("TOSCA0411", Error, "an NSD wants a level or aspect that the descriptor of the constituent does not have", "SOL001 §6.2.25, §7.2.4", "correct the level"),
        new("TOSCA0412", ErrorOrDeviation, "an NSD wires a connection point that the descriptor of the constituent does not have", "SOL001 §7.11", "use the cpdId or the requirement of the descriptor", "for nested services the wire is left out"),
        new("TOSCA0413", Deviation, "an NSD leaves out a connection point that the descriptor of the constituent demands", "SOL001 §7.11", "wire it, or make it optional", "the instantiation of the constituent will be refused"),
    ];
}

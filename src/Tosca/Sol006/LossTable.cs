using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>Why a member of a SOL006 or OSM descriptor has no place in our model, and what to use instead.</summary>
internal static class LossTable
{
    private static readonly Dictionary<string, (Severity Severity, string Why, string? Hint)> s_known = new(StringComparer.Ordinal)
    {
        // of SOL006
        ["element-group"] = (Severity.Info, "is a deprecated grouping that no operation uses", null),
        ["auto-scale"] = (Severity.Warning, "is a rule of no defined language; it is not carried out", "write a scaling policy, or let Assurance scale"),
        ["autoscale-rule"] = (Severity.Warning, "is a rule of no defined language; it is not carried out", "write a scaling policy, or let Assurance scale"),
        ["supported-operation"] = (Severity.Info, "is not kept: every operation is offered, and what the descriptor cannot do is refused", null),
        ["dependencies"] = (Severity.Warning, "orders the start of VDUs, which are started side by side", null),
        ["nicio-requirements"] = (Severity.Warning, "couples a connection point with a logical node, which is not evaluated", "name the requirement on the connection point"),
        ["nic-io-requirements"] = (Severity.Warning, "couples a connection point with a logical node, which is not evaluated", "name the requirement on the connection point"),
        ["flavour-key"] = (Severity.Info, "says which indicator chooses the flavour; the caller chooses it", null),
        ["signature"] = (Severity.Warning, "is a signature inside the descriptor, which is not verified", "sign the package (SOL004 §5)"),
        ["algorithm"] = (Severity.Info, "belongs to a signature inside the descriptor, which is not verified", null),
        ["certificate"] = (Severity.Info, "belongs to a signature inside the descriptor, which is not verified", null),
        ["deployment-order"] = (Severity.Warning, "orders the deployment of container packages, which is not kept", null),
        ["script-input"] = (Severity.Warning, "gives a script its inputs; scripts get the parameters of the operation", "pass them as additionalParams"),
        ["lcm-script-id"] = (Severity.Warning, "names the script of a package change; it is not run", "use the event of the script"),
        ["indicator-value"] = (Severity.Info, "lists the values that an indicator may have; any is taken", null),
        ["supported-virtualization-environment"] = (Severity.Info, "is not kept: images are not chosen by hypervisor", null),
        ["interface-name"] = (Severity.Info, "tells where a VNFM would be; the VNFM is chosen by the NFVO", null),

        // of OSM
        ["day1-2"] = (Severity.Warning, "configures the VNF after instantiation through charms, Ansible or Helm execution environments of OSM; none of it is run", "use lifecycle-management-script, the EM, or Vnflcm scripts of a SOL001 package"),
        ["vnf-configuration"] = (Severity.Warning, "configures the VNF through charms of OSM; none of it is run", "use lifecycle-management-script, the EM, or Vnflcm scripts of a SOL001 package"),
        ["ns-configuration"] = (Severity.Warning, "configures the NS through charms of OSM; none of it is run", null),
        ["initial-config-primitive"] = (Severity.Warning, "is a primitive of an OSM charm; it is not run", null),
        ["config-primitive"] = (Severity.Warning, "is a primitive of an OSM charm; it is not offered", null),
        ["scaling-config-action"] = (Severity.Warning, "runs a primitive of an OSM charm when scaling; it is not run", "use the scripts scale_start and scale_end"),
        ["healing-aspect"] = (Severity.Warning, "is OSM's own rule for healing; it is not carried out", "let Assurance heal"),
        ["alarm"] = (Severity.Warning, "is an alarm of OSM's monitoring; it is not raised", "define a threshold (SOL003 PM) or a policy of Assurance"),
        ["mgmt-cp"] = (Severity.Info, "tells OSM which address its charms use; nothing here needs it", null),
        ["mgmt-network"] = (Severity.Info, "marks the management network for OSM's charms; the link is like any other", null),
        ["vim-network-name"] = (Severity.Warning, "names an existing network of the VIM; a network of its own is created instead", "connect the existing network through a SAP or extVirtualLinks when instantiating"),
        ["vim-network-id"] = (Severity.Warning, "names an existing network of the VIM; a network of its own is created instead", "connect the existing network through a SAP or extVirtualLinks when instantiating"),
        ["supplemental-boot-data"] = (Severity.Warning, "gives files for the boot drive, which are not written", "put them into the cloud-init text (write_files)"),
        ["alternative-sw-image-desc"] = (Severity.Info, "names images for other kinds of VIM; the one of sw-image-desc is used", null),
        ["vim-type"] = (Severity.Info, "says for which kind of VIM an image is; it is used for any", null),
        ["kdu"] = (Severity.Warning, "is a Kubernetes deployment unit (Helm chart or Juju bundle), which is not deployed", "describe it as OsContainerDeployableUnit and Mciop in a SOL001 package"),
        ["k8s-cluster"] = (Severity.Warning, "asks for a Kubernetes cluster, which is not looked for", null),
        ["pdu-type"] = (Severity.Warning, "makes a VDU of a physical device, which is not looked for", "describe it in a PNFD"),
        ["port-security-enabled"] = (Severity.Warning, "switches port security, which stays as the VIM has it", null),
        ["port-security-disable-strategy"] = (Severity.Info, "belongs to port-security-enabled", null),
        ["guest-epa"] = (Severity.Warning, "is OSM's old place for host requirements; it is not read", "write virtual-cpu and virtual-memory"),
        ["ip-address"] = (Severity.Warning, "fixes an address in the NSD; addresses are fixed when instantiating", "give it in extVirtualLinks"),
        ["short-name"] = (Severity.Info, "is for OSM's user interface", null),
        ["logo"] = (Severity.Info, "is for OSM's user interface", null),
        ["vendor"] = (Severity.Info, "is read as the provider or designer only where that is missing", null),
        ["keep-volume"] = (Severity.Warning, "keeps a volume after termination; volumes are deleted with the VNF", null),
        ["multiattach"] = (Severity.Warning, "shares a volume between machines as OSM says it", "use per-vnfc-instance: false"),
    };

    public static (Severity Severity, string Why, string? Hint) Explain(string name) =>
        s_known.TryGetValue(name, out var found) ? found
            : name.StartsWith('_') ? (Severity.Info, "is data of the OSM server, not of the descriptor", null)
            : (Severity.Warning, "has no place in the model; it is not read", null);
}

using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>What the parts of a flavour must agree about beyond what its builders need. A check is silent where what it looks at is missing: that was told already.</summary>
internal sealed class VnfSemantics(BuildContext context, ToscaType vnfType)
{
    public void Check(DeploymentFlavour flavour)
    {
        new ConnectivityChecks(context).Check(flavour, vnfType);
        new AddressChecks(context).Check();
        new ResourceChecks(context).Check(flavour);
        new SizeChecks(context).Check(flavour);
        new PolicyChecks(context).Check(flavour.AffinityRules, flavour.SecurityGroupRules);
        new TriggerChecks(context, vnfType).Check();
    }
}

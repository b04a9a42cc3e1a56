using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;

namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>What the parts of a network service must agree about beyond what its builders need.</summary>
internal sealed class NsSemantics(BuildContext context)
{
    public void Check(NsDeploymentFlavour flavour)
    {
        new AddressChecks(context).Check();
        new PolicyChecks(context).Check(flavour.AffinityRules, flavour.SecurityGroupRules);
        foreach (var sap in flavour.Saps)
        {
            if (flavour.VirtualLinks.FirstOrDefault(l => l.Id == sap.VirtualLinkId) is { } link)
            {
                ConnectivityChecks.Protocols(context.Diagnostics, context.Template.Node(sap.SapdId)!, sap.LayerProtocols, link.Id, link.LayerProtocols, "SOL001 §7.8.2");
            }
        }

        foreach (var path in context.Template.PoliciesOf("tosca.policies.nfv.NfpRule").SelectMany(p => p.Targets.Select(t => (Policy: p, Target: t.Text))).GroupBy(p => p.Target, StringComparer.Ordinal).Where(g => g.Key is not null && g.Count() > 1))
        {
            context.Diagnostics.Deviation("TOSCA0408", path.ElementAt(1).Policy.At, $"forwarding path '{path.Key}' has {path.Count()} rules ({string.Join(", ", path.Select(p => p.Policy.Name))}); the first one counts", "SOL001 §7.10.4", "give a path one rule");
        }

        foreach (var rule in flavour.AutoScalePolicies.Where(p => context.Template.PoliciesOf("tosca.policies.nfv.NsAutoScale").Any(a => a.Name == p.Id) && !flavour.ScalingAspects.Any(a => a.AspectId == p.AspectId)))
        {
            context.Diagnostics.Error("TOSCA0403", context.Template.Policies.Find(p => p.Name == rule.Id)!.At, $"policy '{rule.Id}' scales the aspect '{rule.AspectId}', which is not defined", "SOL001 §7.10.16", DidYouMean.Hint(rule.AspectId, flavour.ScalingAspects.Select(a => a.AspectId)));
        }
    }
}

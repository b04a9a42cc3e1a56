using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Builds one <see cref="DeploymentFlavour"/> out of its template.</summary>
internal sealed class FlavourBuilder(BuildContext context, NodeTemplate? vnf, ToscaType vnfType)
{
    public DeploymentFlavour Build(string flavourId)
    {
        var (template, diagnostics) = (context.Template, context.Diagnostics);
        var storages = new StorageBuilder(context).Build();
        var links = template.NodesOf("tosca.nodes.nfv.VnfVirtualLink").Select(Link).ToList();
        var containers = new ContainerBuilder(context);
        var osContainers = containers.Containers();
        var vdus = new VduBuilder(context, storages, osContainers).Build();
        var (cps, extCps) = new ConnectionPointBuilder(template, vnfType, diagnostics).Build(vdus, links);
        var scaling = new ScalingBuilder(template, diagnostics);
        var aspects = scaling.Aspects(vdus);
        (vdus, var levels, var defaultLevel) = scaling.Levels(vdus, aspects);
        var vips = template.NodesOf("tosca.nodes.nfv.VipCp").Select(Vip).ToList();
        var virtualCps = containers.VirtualCps();
        var secondary = new SecondaryScalingBuilder(template, links, [.. vips.Select(v => v.Id), .. virtualCps.Select(v => v.Id)], diagnostics);
        aspects = secondary.Aspects(aspects);
        levels = secondary.Levels(levels, aspects);
        var (bitrates, numbers) = (secondary.InitialBitrates(), secondary.InitialNumbers());
        YNode? Value(string name) => vnf?.Property(name) ?? template.Static(vnfType.Properties.GetValueOrDefault(name)?.Default);
        var policies = Read.AutoScale(template).ToList();
        foreach (var policy in policies.Where(p => !aspects.Exists(a => string.Equals(a.AspectId, p.AspectId, StringComparison.Ordinal))))
        {
            var at = template.Policies.Find(p => string.Equals(p.Name, policy.Id, StringComparison.Ordinal))!.At;
            diagnostics.Error("TOSCA0306", at, $"policy '{policy.Id}' scales the aspect '{policy.AspectId}', which is not defined", "SOL001 §6.10.2", DidYouMean.Hint(policy.AspectId, aspects.Select(a => a.AspectId)));
        }

        var indicators = new IndicatorBuilder(context, vnfType);
        var indicatorPolicies = indicators.Policies();
        var changes = new ChangeBuilder(context);
        var declarations = new Declarations(context.Types);
        var lcm = declarations.Filled(declarations.MemberType(vnfType, "lcm_operations_configuration"), Value("lcm_operations_configuration"));
        return new DeploymentFlavour
        {
            FlavourId = flavourId,
            Workflows = Workflows.WorkflowReader.Read(template),
            Description = Value("flavour_description")?.Text ?? template.Source.Root["description"]?.Text?.Trim(),
            Vdus = vdus,
            StorageResources = storages,
            InternalVirtualLinks = links.ConvertAll(l => l with { InitialBitrate = bitrates.GetValueOrDefault(l.Id) }),
            InternalCps = cps,
            ExtCps = extCps,
            VipCps = vips.ConvertAll(v => v with { InitialDelta = numbers.GetValueOrDefault(v.Id, 1) }),
            VirtualCps = virtualCps.ConvertAll(v => v with { InitialDelta = numbers.GetValueOrDefault(v.Id, 1) }),
            OsContainers = osContainers,
            Mciops = containers.Mciops(),
            ScalingAspects = aspects,
            InstantiationLevels = levels,
            DefaultInstantiationLevelId = defaultLevel,
            AffinityRules = Read.Affinity(template, "tosca.policies.nfv.AffinityRule", "tosca.policies.nfv.AntiAffinityRule", diagnostics).ToList(),
            SecurityGroupRules = template.PoliciesOf("tosca.policies.nfv.SecurityGroupRule").Select(Read.SecurityRule).ToList(),
            LcmOperationsConfiguration = Value("lcm_operations_configuration") is null ? null : lcm.ToJson(),
            LcmOperations = lcm.Operations(),
            MonitoringParameters = Value("monitoring_parameters").Monitoring(),
            Indicators = indicatorPolicies,
            DeclaredIndicators = indicators.Declared(indicatorPolicies),
            SupportedInterfaces = changes.Interfaces(),
            PackageChanges = changes.PackageChanges(),
            CoordinationActions = changes.Actions(),
            Coordinations = changes.Coordinations(),
            LifecycleInterfaces = new LifecycleBuilder(context, vnf, vnfType).Build(),
            AutoScalePolicies = policies,
        };
    }

    private static VipCp Vip(NodeTemplate node) => new()
    {
        Id = node.Name,
        TargetCpIds = node.RequirementsNamed("target").Select(r => r.Target).OfType<string>().ToList(),
        VirtualLinkId = node.TargetOf("virtual_link"),
        Addressing = node.Property("protocol").Addressing(),
        VipFunction = node.Property("vip_function")?.Text,
        DedicatedIpAddress = node.Property("dedicated_ip_address").Bool() ?? true,
        LayerProtocols = node.Property("layer_protocols").Texts(),
    };

    private static InternalVirtualLink Link(NodeTemplate node)
    {
        var profile = node.Property("vl_profile");
        return new InternalVirtualLink
        {
            Id = node.Name,
            Description = node.Property("description")?.Text,
            LayerProtocols = (node.Property("connectivity_type")?["layer_protocols"]).Texts(),
            FlowPattern = node.Property("connectivity_type")?["flow_pattern"]?.Text,
            MaxBitrate = profile?["max_bitrate_requirements"].Bitrate(),
            MinBitrate = profile?["min_bitrate_requirements"].Bitrate(),
            Qos = profile?["qos"].Qos(),
            ProtocolData = (profile?["virtual_link_protocol_data"]).LinkProtocols(),
            TestAccess = node.Property("test_access").Texts(),
            MaintenanceInfo = node.Property("nfvi_maintenance_info").Maintenance(),
            ExternallyManaged = node.Property("externally_managed")?.Text,
            MonitoringParameters = node.Property("monitoring_parameters").Monitoring(),
        };
    }
}

using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Builds one <see cref="DeploymentFlavour"/> out of its template.</summary>
internal sealed class FlavourBuilder(ServiceTemplate template, NodeTemplate? vnf, ToscaType vnfType, ArtifactResolver artifacts, DiagnosticBag diagnostics)
{
    public DeploymentFlavour Build(string flavourId)
    {
        var storages = Storages().ToList();
        var links = template.NodesOf("tosca.nodes.nfv.VnfVirtualLink").Select(Link).ToList();
        var vdus = template.Nodes.Where(n => n.IsA("tosca.nodes.nfv.Vdu.Compute") || n.IsA("tosca.nodes.nfv.Vdu.OsContainerDeployableUnit")).Select(n => Vdu(n, storages)).ToList();
        var (cps, extCps) = new ConnectionPointBuilder(template, vnfType, diagnostics).Build(vdus, links);
        var scaling = new ScalingBuilder(template, diagnostics);
        var aspects = scaling.Aspects(vdus);
        (vdus, var levels, var defaultLevel) = scaling.Levels(vdus, aspects);
        YNode? Value(string name) => vnf?.Property(name) ?? template.Static(vnfType.Properties.GetValueOrDefault(name)?.Default);
        var policies = Read.AutoScale(template).ToList();
        foreach (var policy in policies.Where(p => !aspects.Exists(a => string.Equals(a.AspectId, p.AspectId, StringComparison.Ordinal))))
        {
            var at = template.Policies.Find(p => string.Equals(p.Name, policy.Id, StringComparison.Ordinal))!.At;
            diagnostics.Error("TOSCA0306", at, $"policy '{policy.Id}' scales the aspect '{policy.AspectId}', which is not defined", "SOL001 §6.10.2", DidYouMean.Hint(policy.AspectId, aspects.Select(a => a.AspectId)));
        }

        return new DeploymentFlavour
        {
            FlavourId = flavourId,
            Description = Value("flavour_description")?.Text ?? template.Source.Root["description"]?.Text?.Trim(),
            Vdus = vdus,
            StorageResources = storages,
            InternalVirtualLinks = links,
            InternalCps = cps,
            ExtCps = extCps,
            VipCps = template.NodesOf("tosca.nodes.nfv.VipCp").Select(n => new VipCp
            {
                Id = n.Name,
                TargetCpIds = n.RequirementsNamed("target").Select(r => r.Target).OfType<string>().ToList(),
                VirtualLinkId = n.TargetOf("virtual_link"),
                VipFunction = n.Property("vip_function")?.Text,
                DedicatedIpAddress = n.Property("dedicated_ip_address").Bool() ?? true,
                LayerProtocols = n.Property("layer_protocols").Texts(),
            }).ToList(),
            ScalingAspects = aspects,
            InstantiationLevels = levels,
            DefaultInstantiationLevelId = defaultLevel,
            AffinityRules = Read.Affinity(template, "tosca.policies.nfv.AffinityRule", "tosca.policies.nfv.AntiAffinityRule", diagnostics).ToList(),
            SecurityGroupRules = template.PoliciesOf("tosca.policies.nfv.SecurityGroupRule").Select(Read.SecurityRule).ToList(),
            LcmOperationsConfiguration = Value("lcm_operations_configuration").ToJson(),
            MonitoringParameters = Value("monitoring_parameters").Monitoring(),
            Indicators = template.PoliciesOf("tosca.policies.nfv.VnfIndicator").Select(p => new VnfIndicatorDescriptor { Id = p.Name, Source = p["source"]?.Text ?? "vnf", Triggers = p.Body["triggers"].ToJson() }).ToList(),
            LifecycleInterfaces = Operations().ToList(),
            AutoScalePolicies = policies,
        };
    }

    private IEnumerable<StorageResource> Storages()
    {
        foreach (var node in template.Nodes)
        {
            var (kind, property, size) =
                node.IsA("tosca.nodes.nfv.Vdu.VirtualBlockStorage") ? ("BLOCK", "virtual_block_storage_data", "size_of_storage")
                : node.IsA("tosca.nodes.nfv.Vdu.VirtualObjectStorage") ? ("OBJECT", "virtual_object_storage_data", "max_size_of_storage")
                : node.IsA("tosca.nodes.nfv.Vdu.VirtualFileStorage") ? ("FILE", "virtual_file_storage_data", "size_of_storage")
                : node.IsA("tosca.nodes.nfv.Vdu.VirtualStorage") ? ("BLOCK", "", "size_of_storage") : ("", "", "");
            if (kind.Length == 0)
            {
                continue;
            }

            var image = artifacts.Image(node);
            var data = property.Length > 0 ? node.Property(property) : null;
            var bytes = (data?[size] ?? node.Property(size)).Bytes() ?? image?.MinDiskBytes ?? 0;
            if (bytes == 0 && kind is "BLOCK")
            {
                diagnostics.Deviation("TOSCA0232", node.At, $"storage '{node.Name}' has no size; 1 GiB is taken", "SOL001 §6.8.4", $"set {property}.{size}");
                bytes = 1L << 30;
            }

            yield return new StorageResource
            {
                Id = node.Name,
                Kind = kind,
                SizeBytes = bytes,
                RdmaEnabled = (data?["rdma_enabled"] ?? node.Property("rdma_enabled")).Bool() ?? false,
                PerVnfcInstance = node.Property("per_vnfc_instance").Bool() ?? true,
                SwImage = image,
                Requirements = data?["vdu_storage_requirements"].TextMap() ?? [],
            };
        }
    }

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
            ExternallyManaged = node.Property("externally_managed")?.Text,
            MonitoringParameters = node.Property("monitoring_parameters").Monitoring(),
        };
    }

    private Vdu Vdu(NodeTemplate node, List<StorageResource> storages)
    {
        var container = !node.IsA("tosca.nodes.nfv.Vdu.Compute");
        var compute = container ? ContainerCompute(node) : Compute(node, node.Capability("virtual_compute"));
        var attached = new List<string>();
        foreach (var requirement in node.RequirementsNamed("virtual_storage").Where(r => r.Target is not null))
        {
            if (storages.Exists(s => string.Equals(s.Id, requirement.Target, StringComparison.Ordinal)))
            {
                attached.Add(requirement.Target!);
            }
            else
            {
                diagnostics.Error("TOSCA0316", requirement.At, $"VDU '{node.Name}' attaches the storage '{requirement.Target}', which is not defined", "SOL001 §6.8.3", DidYouMean.Hint(requirement.Target!, storages.Select(s => s.Id)));
            }
        }

        var profile = node.Property("vdu_profile");
        var (min, max) = (profile?["min_number_of_instances"].Int() ?? 1, profile?["max_number_of_instances"].Int());
        if (max < min)
        {
            diagnostics.Error("TOSCA0314", profile!, $"VDU '{node.Name}' has at least {min} but at most {max} instances", "SOL001 §6.2.21", "raise max_number_of_instances");
        }

        var bootData = node.Property("boot_data");
        var constraints = node.Property("nfvi_constraints");
        return new Vdu
        {
            Id = node.Name,
            Name = node.Property("name")?.Text ?? node.Name,
            Description = node.Property("description")?.Text,
            IsContainer = container,
            Compute = compute,
            StorageIds = attached,
            SwImage = artifacts.Image(node),
            MinNumberOfInstances = min,
            MaxNumberOfInstances = max ?? Math.Max(1, min),
            BootData = bootData?.Text ?? bootData.AtOrNull("content_or_file_data", "content")?.Text,
            BootDataSpecification = bootData is YMap ? bootData.ToJson() : null,
            MonitoringParameters = node.Property("monitoring_parameters").Monitoring(),
            NfviConstraints = constraints is YList l ? l.Values.Select(v => v.Text).OfType<string>().Distinct(StringComparer.Ordinal).ToDictionary(v => v, _ => "true", StringComparer.Ordinal) : constraints.TextMap(),
            ConfigurableProperties = node.Property("configurable_properties").ToJson(),
        };
    }

    private VirtualCompute Compute(NodeTemplate node, YNode? compute)
    {
        var (cpu, memory) = (compute?["virtual_cpu"], compute?["virtual_memory"]);
        var count = cpu?["num_virtual_cpu"].Int();
        if (count is null or < 1)
        {
            Missing(node, cpu?["num_virtual_cpu"], cpu ?? compute, "virtual_compute.virtual_cpu.num_virtual_cpu", "an integer ≥ 1", "tosca.datatypes.nfv.VirtualCpu");
        }

        var bytes = memory?["virtual_mem_size"].Bytes();
        if (bytes is null or 0)
        {
            Missing(node, memory?["virtual_mem_size"], memory ?? compute, "virtual_compute.virtual_memory.virtual_mem_size", "a size with a unit, e.g. \"4 GiB\"", "tosca.datatypes.nfv.VirtualMemory");
        }

        var extra = Read.Merge(Read.Merge(Read.Merge([], compute?["compute_requirements"]), cpu?["vdu_cpu_requirements"]), memory?["vdu_mem_requirements"]);
        foreach (var (key, logical) in (compute?["logical_node"]).OrEmpty())
        {
            foreach (var (name, value) in logical["logical_node_requirements"].TextMap())
            {
                extra[$"{key.Value}.{name}"] = value;
            }
        }

        var pinning = cpu.AtOrNull("virtual_cpu_pinning", "virtual_cpu_pinning_policy")?.Text;
        return new VirtualCompute
        {
            NumVirtualCpu = Math.Max(1, count ?? 1),
            CpuArchitecture = cpu?["cpu_architecture"]?.Text,
            CpuClockHz = cpu?["virtual_cpu_clock"].Hertz(),
            CpuPinningPolicy = pinning,
            DedicatedCpus = pinning is "static",
            CpuOversubscriptionPolicy = cpu?["virtual_cpu_oversubscription_policy"]?.Text,
            VirtualMemSizeMiB = ((bytes ?? 1) + 1048575) / 1048576,
            NumaEnabled = memory?["numa_enabled"].Bool() ?? false,
            Hugepages = Hugepages(memory?["huge_pages_requirements"]),
            LocalStorageBytes = (compute?["virtual_local_storage"]?.Items ?? []).Select(s => s["size_of_storage"].Bytes() ?? 0).Where(b => b > 0).ToList(),
            ExtraRequirements = extra,
            RequestedAdditionalCapabilities = (compute?["requested_additional_capabilities"]).OrEmpty()
                .Where(c => c.Value["requested_additional_capability_name"]?.Text is not null)
                .Select(c => new RequestedAdditionalCapability(c.Value["requested_additional_capability_name"]!.Text!, c.Value["support_mandatory"].Bool() ?? false, c.Value["target_performance_parameters"].TextMap())).ToList(),
        };
    }

    private void Missing(NodeTemplate node, YNode? found, YNode? near, string property, string expected, string type)
    {
        // a value of the wrong type was told by the type check already
        if (found is null || found.Int() is <= 0 || found.Bytes() is 0)
        {
            diagnostics.Error("TOSCA0231", found ?? near ?? node.At, $"property '{property}' of VDU '{node.Name}' must be {expected} ({type}), found {found?.Describe() ?? "nothing"}", "SOL001 §6.2.5");
        }
    }

    private VirtualCompute ContainerCompute(NodeTemplate node)
    {
        var containers = node.RequirementsNamed("container").Select(r => template.Node(r.Target)).OfType<NodeTemplate>().ToList();
        return new VirtualCompute
        {
            // requested_cpu_resources is in milli-CPUs (SOL001 §6.8.12)
            NumVirtualCpu = Math.Max(1, (int)Math.Ceiling(containers.Sum(c => (c.Property("requested_cpu_resources").Int() ?? 1000) / 1000.0))),
            VirtualMemSizeMiB = Math.Max(64, containers.Sum(c => ((c.Property("requested_memory_resources").Bytes() ?? 0) + 1048575) / 1048576)),
            Hugepages = containers.SelectMany(c => Hugepages(c.Property("huge_pages_resources"))).ToList(),
            DedicatedCpus = containers.Exists(c => c.Property("cpu_pinning_requirements")?["virtual_cpu_pinning_policy"]?.Text is "static"),
        };
    }

    private static List<HugepagesRequirement> Hugepages(YNode? node) =>
        (node?.Items ?? []).Select(h => new HugepagesRequirement((h["hugepage_size"].Bytes() ?? 0) / 1024, ((h["requested_size"].Bytes() ?? 0) + 1048575) / 1048576)).ToList();

    private IEnumerable<LifecycleOperation> Operations()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in new[] { vnf?.Body["interfaces"].OrEmpty().Select(p => (p.Key.Value, p.Value)), vnfType.Interfaces.Select(p => (p.Key, p.Value)) })
        {
            foreach (var (name, definition) in source ?? [])
            {
                foreach (var (operation, body) in (definition["operations"] ?? definition).OrEmpty())
                {
                    if (operation.Value is "type" or "inputs" or "operations" or "notifications" or "description" || body.IsNull || body is YList)
                    {
                        continue;
                    }

                    var implementation = body is YScalar ? body : body["implementation"];
                    var inputs = template.Static(body["inputs"]);
                    if ((implementation is not null || inputs is not null) && seen.Add(name + "." + operation.Value))
                    {
                        yield return new LifecycleOperation
                        {
                            Interface = name,
                            Operation = operation.Value,
                            Implementation = implementation?.Text ?? implementation?["primary"]?.Text,
                            Dependencies = (implementation?["dependencies"]).Texts(),
                            Inputs = inputs.ToJson(),
                        };
                    }
                }
            }
        }
    }
}

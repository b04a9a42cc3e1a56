using System.Globalization;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>Reads typed values out of YAML for the model builders; what is absent is null, what is wrong was told by the type check.</summary>
internal static class Read
{
    public static int? Int(this YNode? node) =>
        int.TryParse(node.Single(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) ? v : null;

    public static long? Long(this YNode? node) =>
        long.TryParse(node.Single(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) ? v : null;

    public static double? Double(this YNode? node) =>
        double.TryParse(node.Single(), NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && double.IsFinite(v) ? v : null;

    public static bool? Bool(this YNode? node) => node.Single() is { } t && YamlJson.TryBool(t, out var b) ? b : null;

    public static long? Bytes(this YNode? node) => node.Single() is { } t && ScalarUnits.TrySizeBytes(t, out var v) ? v : null;

    /// <summary>Seconds; a bare number counts as seconds.</summary>
    public static double? Seconds(this YNode? node) =>
        node.Single() is { } t && ScalarUnits.TryTimeSeconds(t, out var v) ? v : node.Double();

    public static long? Hertz(this YNode? node) => node.Single() is { } t && ScalarUnits.TryFrequencyHz(t, out var v) ? v : null;

    /// <summary>The text of a value, also of a list of one, which the type check told.</summary>
    public static string? Single(this YNode? node) => node is YList { Values: [YScalar only] } ? only.Text : node?.Text;

    public static IReadOnlyList<string> Texts(this YNode? node) =>
        node is null ? [] : node.Items.Select(i => i.Text).OfType<string>().ToList();

    /// <summary>A map of texts; nested values are written as JSON.</summary>
    public static Dictionary<string, string> TextMap(this YNode? node) => Merge([], node);

    public static Dictionary<string, string> Merge(Dictionary<string, string> into, YNode? node)
    {
        foreach (var (key, value) in node.OrEmpty())
        {
            if (!value.IsNull)
            {
                into[key.Value] = value.Text ?? value.ToJson()?.GetRawText() ?? "";
            }
        }

        return into;
    }

    public static LinkBitrate? Bitrate(this YNode? node) =>
        node?["root"].Long() is { } root ? new LinkBitrate(root, node["leaf"].Long()) : null;

    public static LinkQos? Qos(this YNode? node) => node is null ? null : new LinkQos
    {
        LatencyMilliseconds = node["latency"].Seconds() * 1000,
        PacketDelayVariationMilliseconds = node["packet_delay_variation"].Seconds() * 1000,
        PacketLossRatio = node["packet_loss_ratio"].Double(),
        Priority = node["priority"].Int(),
    };

    public static IReadOnlyList<VirtualLinkProtocolData> LinkProtocols(this YNode? node) => node is null ? [] : node.Items.Select(p => new VirtualLinkProtocolData
    {
        AssociatedLayerProtocol = p["associated_layer_protocol"]?.Text,
        L2 = p["l2_protocol_data"] is not { } l2 ? null : new L2ProtocolData
        {
            Name = l2["name"]?.Text,
            NetworkType = l2["network_type"]?.Text?.ToLowerInvariant(),
            VlanTransparent = l2["vlan_transparent"].Bool() ?? false,
            MtuBytes = l2["mtu"].Int(),
            SegmentationId = l2["segmentation_id"]?.Text,
        },
        L3 = p["l3_protocol_data"] is not { } l3 ? null : new L3ProtocolData
        {
            Name = l3["name"]?.Text,
            IpVersion = l3["ip_version"]?.Text ?? (l3["cidr"]?.Text?.Contains(':', StringComparison.Ordinal) == true ? "ipv6" : "ipv4"),
            Cidr = l3["cidr"]?.Text,
            GatewayIp = l3["gateway_ip"]?.Text,
            DhcpEnabled = l3["dhcp_enabled"].Bool(),
            Ipv6AddressMode = l3["ipv6_address_mode"]?.Text,
            AllocationPools = (l3["ip_allocation_pools"]?.Items ?? [])
                .Where(a => a["start_ip_address"]?.Text is not null && a["end_ip_address"]?.Text is not null)
                .Select(a => new IpAllocationPool(a["start_ip_address"]!.Text!, a["end_ip_address"]!.Text!)).ToList(),
        },
    }).ToList();

    public static IReadOnlyList<CpAddressing> Addressing(this YNode? protocol) =>
        (protocol?.Items ?? []).SelectMany(p => (p["address_data"]?.Items ?? []).Select(a => new CpAddressing
        {
            AssociatedLayerProtocol = p["associated_layer_protocol"]?.Text,
            MacAddressAssignment = a.At("l2_address_data", "mac_address_assignment").Bool(),
            IpAddressAssignment = a.At("l3_address_data", "ip_address_assignment").Bool(),
            FloatingIpActivated = a.At("l3_address_data", "floating_ip_activated").Bool() ?? false,
            IpAddressType = a.At("l3_address_data", "ip_address_type")?.Text,
            NumberOfIpAddress = a.At("l3_address_data", "number_of_ip_address").Int(),
            FixedIpAddresses = a.At("l3_address_data", "fixed_ip_address").Texts(),
        })).ToList();

    /// <summary>Monitoring parameters: a map by id since SOL001 2.7.1, a list before.</summary>
    public static IReadOnlyList<MonitoringParameter> Monitoring(this YNode? node)
    {
        var pairs = node is YList list
            ? list.Values.Select((v, i) => (Id: v["id"]?.Text ?? v["name"]?.Text ?? $"{i}", Value: v))
            : node.OrEmpty().Select(p => (Id: p.Key.Value, p.Value));
        return pairs.Select(p => new MonitoringParameter
        {
            Id = p.Id,
            Name = p.Value["name"]?.Text,
            PerformanceMetric = p.Value["performance_metric"]?.Text,
            CollectionPeriodSeconds = p.Value["collection_period"].Seconds(),
        }).ToList();
    }

    public static NfviMaintenanceInfo? Maintenance(this YNode? node) => node is not YMap ? null : new NfviMaintenanceInfo
    {
        ImpactNotificationLeadTimeSeconds = node["impact_notification_lead_time"].Seconds(),
        IsImpactMitigationRequested = node["is_impact_mitigation_requested"].Bool() ?? false,
        SupportedMigrationTypes = node["supported_migration_type"].Texts(),
        MaxUndetectableInterruptionTimeSeconds = node["max_undetectable_interruption_time"].Seconds(),
        MinRecoveryTimeBetweenImpactsSeconds = node["min_recovery_time_between_impacts"].Seconds(),
        MaxNumberOfImpactedInstances = Limits(node["max_number_of_impacted_instances"], "max_number_of_impacted_instances"),
        MinNumberOfPreservedInstances = Limits(node["min_number_of_preserved_instances"], "min_number_of_preserved_instances"),
    };

    private static List<GroupSizeLimit> Limits(YNode? node, string member) =>
        (node?.Items ?? []).Where(l => l[member].Int() is not null).Select(l => new GroupSizeLimit(l["group_size"].Int(), l[member].Int()!.Value)).ToList();

    public static LcmOperationsConfiguration Operations(this YNode? node) => new()
    {
        TargetScaleLevelsSupported = (node?.At("instantiate", "target_scale_levels_supported")).Bool() ?? false,
        ScalingByMoreThanOneStepSupported = (node?.At("scale", "scaling_by_more_than_one_step_supported")).Bool() ?? false,
        ArbitraryTargetLevelsSupported = (node?.At("scale_to_level", "arbitrary_target_levels_supported")).Bool(),
        HealCauses = (node?.At("heal", "causes")).Texts(),
        MinGracefulTerminationTimeoutSeconds = (node?.At("terminate", "min_graceful_termination_timeout")).Seconds(),
        MaxRecommendedGracefulTerminationTimeoutSeconds = (node?.At("terminate", "max_recommended_graceful_termination_timeout")).Seconds(),
        MinGracefulStopTimeoutSeconds = (node?.At("operate", "min_graceful_stop_timeout")).Seconds(),
        MaxRecommendedGracefulStopTimeoutSeconds = (node?.At("operate", "max_recommended_graceful_stop_timeout")).Seconds(),
    };

    public static SourcePlace Place(this YNode node) => new(node.File, node.Line, node.Column);

    public static IReadOnlyList<VersionDependency> VersionDependencies(this YNode? node) => (node?.Items ?? [])
        .Where(d => d["dependent_constituent_id"]?.Text is not null)
        .Select(d => new VersionDependency(
            d["dependent_constituent_id"]!.Text!,
            (d["version_dependency_statement"]?.Items ?? []).Select(s => s["descriptor_id"].Texts()).Where(s => s.Count > 0).ToList())).ToList();

    public static SecurityGroupRule SecurityRule(Policy p) => new()
    {
        Id = p.Name,
        Direction = p["direction"]?.Text ?? "ingress",
        EtherType = p["ether_type"]?.Text ?? "ipv4",
        Protocol = p["protocol"]?.Text ?? "tcp",
        PortRangeMin = p["port_range_min"].Int() ?? 0,
        PortRangeMax = p["port_range_max"].Int() ?? 65535,
        Targets = p.Targets.Select(t => t.Text).OfType<string>().ToList(),
    };

    /// <summary>Affinity rules with placement groups expanded; unknown targets are errors (tolerated where the policy itself is misplaced).</summary>
    public static IEnumerable<AffinityRule> Affinity(ServiceTemplate template, string affinity, string antiAffinity, DiagnosticBag diagnostics)
    {
        foreach (var policy in template.Policies.Where(p => p.Type.IsA(affinity) || p.Type.IsA(antiAffinity)))
        {
            var (targets, groups) = (new List<string>(), new List<string>());
            foreach (var target in policy.Targets)
            {
                if (target.Text is not { } name)
                {
                    continue;
                }

                if (template.Groups.Find(g => string.Equals(g.Name, name, StringComparison.Ordinal)) is { } group)
                {
                    groups.Add(name);
                    targets.AddRange(group.Members.Select(m => m.Text).OfType<string>());
                }
                else if (template.Node(name) is not null)
                {
                    targets.Add(name);
                }
                else
                {
                    diagnostics.ErrorUnless(policy.Misplaced, "TOSCA0308", target, $"policy '{policy.Name}' has the target '{name}', which is neither a node nor a group of this template", "SOL001 §6.10.8", DidYouMean.Hint(name, template.NodeNames.Concat(template.Groups.Select(g => g.Name))));
                }
            }

            if (targets.Count > 0)
            {
                yield return new AffinityRule
                {
                    Id = policy.Name,
                    Anti = policy.Type.IsA(antiAffinity),
                    Scope = template.Static(policy["scope"])?.Text ?? "nfvi_node",
                    Targets = targets.Distinct(StringComparer.Ordinal).ToList(),
                    PlacementGroups = groups,
                };
            }
        }
    }

    /// <summary>
    /// Threshold policies: a policy derived from tosca.policies.Scaling with the properties <c>aspect</c> and <c>metric</c>, or
    /// a VnfIndicator policy whose triggers call the scale operation.
    /// </summary>
    public static IEnumerable<AutoScalePolicy> AutoScale(ServiceTemplate template)
    {
        foreach (var policy in template.Policies)
        {
            var targets = policy.Targets.Select(t => t.Text).OfType<string>().ToList();
            if (policy.Type.IsA("tosca.policies.Scaling") && policy["aspect"]?.Text is { } aspect && policy["metric"]?.Text is { } metric)
            {
                yield return new AutoScalePolicy
                {
                    Id = policy.Name,
                    AspectId = aspect,
                    Metric = metric,
                    ScaleOutThreshold = policy["scale_out_threshold"].Double(),
                    ScaleInThreshold = policy["scale_in_threshold"].Double(),
                    BreachDurationSeconds = policy["breach_duration"].Seconds() ?? 0,
                    CooldownSeconds = policy["cooldown"].Seconds() ?? 0,
                    NumberOfSteps = policy["number_of_steps"].Int() ?? 1,
                    Targets = targets,
                };
            }
            else if (policy.Type.IsA("tosca.policies.nfv.VnfIndicator") || policy.Type.IsA("tosca.policies.nfv.NsAutoScale"))
            {
                foreach (var fromTriggers in FromTriggers(policy, targets))
                {
                    yield return fromTriggers;
                }
            }
        }
    }

    private static Dictionary<string, AutoScalePolicy>.ValueCollection FromTriggers(Policy policy, List<string> targets)
    {
        var found = new Dictionary<string, AutoScalePolicy>(StringComparer.Ordinal);
        foreach (var (_, trigger) in policy.Body["triggers"].OrEmpty())
        {
            foreach (var action in trigger["action"]?.Items ?? [])
            {
                var call = action["call_operation"];
                // Vnflcm.scale has its inputs flat; Nslcm.scale has them in scale_ns_by_steps_data
                var inputs = call?["inputs"];
                var steps = Unwrapped(inputs?["scale_ns_by_steps_data"]) ?? inputs;
                if (call?["operation"]?.Text?.EndsWith(".scale", StringComparison.Ordinal) != true || Unwrapped(steps?["aspect"])?.Text is not { } aspect)
                {
                    continue;
                }

                var scaleIn = (Unwrapped(steps?["type"]) ?? Unwrapped(steps?["scaling_direction"]))?.Text is "scale_in";
                foreach (var (metric, threshold) in Thresholds(trigger["condition"], scaleIn))
                {
                    var old = found.GetValueOrDefault(aspect + "/" + metric) ?? new AutoScalePolicy { Id = policy.Name, AspectId = aspect, Metric = metric, Targets = targets };
                    found[aspect + "/" + metric] = scaleIn ? old with { ScaleInThreshold = threshold } : old with { ScaleOutThreshold = threshold };
                }
            }
        }

        return found.Values;
    }

    /// <summary>Inputs of an activity are written <c>name: {value: v}</c> in TOSCA 1.3 and <c>name: v</c> before.</summary>
    private static YNode? Unwrapped(YNode? node) => node is YMap { Pairs: [{ Key.Value: "value" } only] } ? only.Value : node;

    private static IEnumerable<(string Metric, double Threshold)> Thresholds(YNode? condition, bool scaleIn)
    {
        foreach (var (attribute, clauses) in (condition?.Items ?? []).SelectMany(i => i.Entries))
        {
            // the condition on the scale level only guards the range of the aspect, which the VNFM does anyway
            foreach (var (clause, value) in attribute.Value.EndsWith("scale_level", StringComparison.Ordinal) ? [] : clauses.Items.SelectMany(i => i.Entries))
            {
                if (value.Double() is { } v && clause.Value.StartsWith(scaleIn ? "less" : "greater", StringComparison.Ordinal))
                {
                    yield return (attribute.Value, v);
                }
            }
        }
    }
}

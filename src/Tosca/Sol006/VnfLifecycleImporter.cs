using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>Scripts, operation parameters, indicators, coordination and package changes of a flavour.</summary>
internal sealed class VnfLifecycleImporter(Sol006Context context, YangNode vnfd, YangNode df)
{
    private static readonly (string Config, string Operation)[] s_configs =
    [
        ("instantiate-vnf-op-config", "instantiate"), ("scale-vnf-op-config", "scale"), ("scale-vnf-to-level-op-config", "scale_to_level"), ("heal-vnf-op-config", "heal"),
        ("terminate-vnf-op-config", "terminate"), ("operate-vnf-op-config", "operate"), ("change-vnf-flavour-op-config", "change_flavour"),
        ("change-ext-vnf-connectivity-op-config", "change_external_connectivity"), ("create-snapshot-vnf-op-config", "create_snapshot"), ("revert-to-snapshot-vnf-op-config", "revert_to_snapshot"),
        ("change-current-vnf-package-op-config", "change_current_package"),
    ];

    /// <summary>Key words of the events of IFA011 §7.1.13, longest first, and the operations of the Vnflcm interface.</summary>
    private static readonly (string Word, string Operation)[] s_events =
    [
        ("vnf-ext-conn-change", "change_external_connectivity"), ("ext-conn", "change_external_connectivity"), ("vnf-flavour-change", "change_flavour"), ("flavour-change", "change_flavour"),
        ("vnf-operation-change", "operate"), ("operation-change", "operate"), ("vnfinfo-modification", "modify_information"), ("vnf-info-modification", "modify_information"),
        ("instantiation", "instantiate"), ("scaling", "scale"), ("healing", "heal"), ("termination", "terminate"), ("snapshot-creation", "create_snapshot"), ("package-change", "change_current_package"),
    ];

    public List<LifecycleOperation> Operations()
    {
        var operations = Scripts(vnfd, "Vnflcm").ToList();
        foreach (var (config, operation) in s_configs)
        {
            var parameters = (df["lcm-operations-configuration"]?.List(config) ?? []).SelectMany(c => c.Pairs("parameter")).DistinctBy(p => p.Key).Select(p => VnfImporter.Parameter(p.Key, p.Value)).ToList();
            if (parameters.Count > 0)
            {
                operations.RemoveAll(o => o.Operation == operation && o.Artifact is null);
                operations.Add(new LifecycleOperation { Interface = "Vnflcm", Operation = operation, AdditionalParameters = parameters });
            }
        }

        return operations;
    }

    /// <summary>lifecycle-management-script of a VNFD or an NSD.</summary>
    public IEnumerable<LifecycleOperation> Scripts(YangNode descriptor, string interfaceName)
    {
        foreach (var script in descriptor.List("lifecycle-management-script"))
        {
            _ = script.Text("id");
            foreach (var (name, at) in script.List("event").Concat(script.List("lcm-transition-event")).Select(e => (e.Value ?? "", e.At)))
            {
                if (OperationOf(name) is not { } operation)
                {
                    context.Loss(at, $"the script for the event '{name}' is not run: no operation has such an event");
                    continue;
                }

                if (script.Text("script") is not { } file)
                {
                    context.Loss(at, $"the event '{name}' has no script");
                    continue;
                }

                var (path, uri) = PackagePath.IsUri(file) ? (null, file) : (context.File(file, "scripts"), (string?)null);
                if (path is null && uri is null)
                {
                    context.Diagnostics.Deviation("TOSCA0321", script["script"]!.At, $"operation '{operation}' is implemented by '{file}', which is not in the package; the operation runs without it", "SOL006 §6", "add the file");
                }

                yield return new LifecycleOperation
                {
                    Interface = interfaceName,
                    Operation = operation,
                    Implementation = file,
                    Artifact = new LifecycleArtifact { Name = file, Path = path, Uri = uri, Type = script.Text("script-dsl") ?? ArtifactResolver.TypeOf(file) },
                };
            }
        }
    }

    public LcmOperationsConfiguration Configuration()
    {
        var node = df["lcm-operations-configuration"];
        return new LcmOperationsConfiguration
        {
            TargetScaleLevelsSupported = node?["instantiate-vnf-op-config"]?.Bool("target-scale-levels-supported") ?? false,
            ScalingByMoreThanOneStepSupported = node?["scale-vnf-op-config"]?.Bool("scaling-by-more-than-one-step-supported") ?? false,
            ArbitraryTargetLevelsSupported = node?["scale-vnf-to-level-op-config"]?.Bool("arbitrary-target-levels-supported"),
            HealCauses = node?["heal-vnf-op-config"]?.Texts("cause") ?? [],
            MinGracefulTerminationTimeoutSeconds = Words.Seconds(node?["terminate-vnf-op-config"]?.Number("min-graceful-termination")),
            MaxRecommendedGracefulTerminationTimeoutSeconds = Words.Seconds(node?["terminate-vnf-op-config"]?.Number("max-recommended-graceful-termination")),
            MinGracefulStopTimeoutSeconds = Words.Seconds(node?["operate-vnf-op-config"]?.Number("min-graceful-stop-timeout")),
            MaxRecommendedGracefulStopTimeoutSeconds = Words.Seconds(node?["operate-vnf-op-config"]?.Number("max-recommended-graceful-stop-timeout")),
        };
    }

    public List<VnfIndicatorDeclaration> Indicators() => vnfd.List("indicator").Concat(df.List("indicator")).Where(i => i.Text("id") is not null).DistinctBy(i => i.Text("id")).Select(i => new VnfIndicatorDeclaration
    {
        Id = i.Text("id")!,
        Source = i.Identity("source")?.Replace('-', '_') switch { "vnf" => "vnf", "em" => "em", _ => "both_vnf_and_em" },
        Description = i.Text("name"),
    }).ToList();

    public List<SupportedVnfInterface> Interfaces() => df.List("supported-vnf-interfaces").Where(i => i.Text("name") is not null).Select(i => new SupportedVnfInterface
    {
        Id = i.Text("name")!,
        InterfaceName = i.Text("name")!.Replace('-', '_').ToLowerInvariant(),
        CpIds = i.Texts("cpd-id"),
        Details = i["interface-details"]?.Json(),
    }).ToList();

    public List<LcmCoordinationAction> Actions() => vnfd.List("lcm-operations-coordination").Where(a => a.Text("coordination-action-name") is not null).Select(a => new LcmCoordinationAction
    {
        Id = a.Text("coordination-action-name")!,
        ActionName = a.Text("coordination-action-name")!,
        Description = a.Text("description"),
        EndpointType = a.Identity("endpoint-type"),
        CoordinationStage = a.Identity("coordination-stage"),
        InputParameters = a.Pairs("input-parameter").Select(p => VnfImporter.Parameter(p.Key, p.Value)).ToList(),
        OutputParameters = a.Pairs("output-parameter").Select(p => VnfImporter.Parameter(p.Key, p.Value)).ToList(),
    }).ToList();

    public List<LcmOperationCoordinations> Coordinations(IReadOnlyList<LcmCoordinationAction> actions) => df.List("supported-coordination-actions").Where(c => c.Text("vnf-lcm-operation") is not null).Select(c =>
    {
        var names = c.Texts("coordination-action-name");
        return new LcmOperationCoordinations
        {
            Id = c.Text("vnf-lcm-operation")!,
            VnfLcmOperation = c.Text("vnf-lcm-operation")!.Replace('-', '_').ToLowerInvariant(),
            Actions = names.Where(n => actions.Any(a => a.ActionName == n)).ToList(),
            ReferencedCoordinationActions = names.Where(n => !actions.Any(a => a.ActionName == n)).ToList(),
        };
    }).ToList();

    /// <summary>Changes whose flavour is this one, or that lead to or from another package.</summary>
    public List<VnfPackageChange> PackageChanges(string flavourId) => vnfd.List("vnf-package-change-info").Where(c => c.Text("dst-flavour-id") is null || c.Text("dst-flavour-id") == flavourId || c.Text("src-vnfd-id") == vnfd.Text("id"))
        .Where(c => c.Text("src-vnfd-id") is not null && c.Text("dst-vnfd-id") is not null).Select((c, i) => new VnfPackageChange
        {
            Id = $"vnf-package-change-info-{i}",
            Selectors = [new VnfPackageChangeSelector(c.Text("src-vnfd-id")!, c.Text("dst-vnfd-id")!, c.Text("src-flavour-id") ?? "")],
            ModificationQualifier = c.Texts("modification-qualifier") is [var qualifier, ..] ? qualifier.ToUpperInvariant() : "UP",
            AdditionalModificationDescription = c.Texts("additional-modification-description") is [var text, ..] ? text : null,
            ComponentMappings = c.List("component-mapping").Where(m => m.Text("source-desc-id") is not null && m.Text("dst-desc-id") is not null)
                .Select(m => new VnfPackageChangeComponentMapping((m.Text("type") ?? "VDU").Replace('-', '_').ToUpperInvariant(), m.Text("source-desc-id")!, m.Text("dst-desc-id")!, m.Text("description"))).ToList(),
            DestinationFlavourId = c.Text("dst-flavour-id") ?? flavourId,
            Actions = c.Texts("coordination-action-name"),
        }).ToList();

    /// <summary><c>event-start-instantiation</c>, <c>EVENT_END_SCALING</c>, … as operations of the interface.</summary>
    private static string? OperationOf(string name)
    {
        var text = YangNode.Local(name).Replace('_', '-').ToLowerInvariant();
        var stage = text.Contains("start", StringComparison.Ordinal) ? "_start" : text.Contains("end", StringComparison.Ordinal) ? "_end" : "";
        foreach (var (word, operation) in s_events)
        {
            if (text.Contains(word, StringComparison.Ordinal))
            {
                return operation + stage;
            }
        }

        return null;
    }
}

using System.Text.Json;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>The actions of an operation, as the descriptor declares them and the configuration allows. Pure.</summary>
/// <param name="Before">Before the resources change, in order.</param>
/// <param name="After">After they changed, in order.</param>
/// <param name="Warnings">What is declared and not done, and why.</param>
internal sealed record VnfActionPlan(IReadOnlyList<ResourceNode> Before, IReadOnlyList<ResourceNode> After, IReadOnlyList<string> Warnings)
{
    /// <summary>The name under which the script of a heal request runs.</summary>
    public const string HealScriptName = "heal_script";

    /// <summary>Nothing.</summary>
    public static VnfActionPlan None { get; } = new([], [], []);

    /// <summary>Finds the actions of an operation.</summary>
    public static VnfActionPlan Of(VnfActionInput input)
    {
        var (operation, options) = (input.Operation, input.Options);
        if (input.Vnfd.FindFlavour(input.FlavourId ?? input.Vnfd.DefaultFlavourId) is not { } flavour)
        {
            return None;
        }
        var (first, last, warnings) = (new List<ResourceNode>(), new List<ResourceNode>(), new List<string>());
        var name = NameOf(operation);
        // What was before speaks before the change, what is then speaks after it (another package: its own descriptor).
        var old = new Side(input.Vnfd, flavour);
        var now = input.Next is { } next && next.FindFlavour(input.NextFlavourId ?? next.DefaultFlavourId) is { } nextFlavour ? new Side(next, nextFlavour) : old;
        AddCoordinations(first, old, "start");
        if (input.Prepared is { Operations.Count: > 0 } prepared)
        {
            // The policy says itself which operations of its descriptor belong to the change (SOL001 §6.10.14, triggers).
            var holder = flavour.PackageChanges.Contains(prepared) ? old : now;
            var scripts = prepared.Operations.Select(static o => o[(o.LastIndexOf('.') + 1)..]).Distinct(StringComparer.Ordinal).ToList();
            scripts.Where(static s => s.EndsWith("_start", StringComparison.Ordinal)).ToList().ForEach(s => AddScript(first, holder, s));
            scripts.Where(static s => !s.EndsWith("_start", StringComparison.Ordinal) && !s.EndsWith("_end", StringComparison.Ordinal)).ToList().ForEach(s => AddScript(last, holder, s));
            scripts.Where(static s => s.EndsWith("_end", StringComparison.Ordinal)).ToList().ForEach(s => AddScript(last, holder, s));
        }
        else
        {
            AddScript(first, old, name + "_start");
            if (input.HealScript is { } heal)
            {
                AddHealScript(heal);
            }
            AddScript(last, now, name);
            AddScript(last, now, name + "_end");
        }
        AddConfiguration();
        AddCoordinations(last, now, "end");
        return first.Count + last.Count + warnings.Count == 0 ? None : new VnfActionPlan(first, last, warnings);

        void AddScript(List<ResourceNode> to, Side side, string script)
        {
            if (side.Find(script) is not { } declared || (declared.Artifact is null && declared.Implementation is null))
            {
                return;
            }
            if (DriverOf(options, side.Vnfd.DescriptorId, script) is not { } driver)
            {
                warnings.Add($"The script '{script}' of the VNFD was not run: no driver is configured for it (Vnfm:Management:Drivers).");
                return;
            }
            to.Add(Script(script, driver, side, declared.Artifact?.Path, declared.TimeoutSeconds, declared.Inputs));
        }

        void AddHealScript(string asked)
        {
            var declared = flavour.LifecycleInterfaces.First(o => IsNamed(o, asked));
            var artifact = declared.Implementation == asked || declared.Artifact?.Path == asked ? declared.Artifact : declared.DependencyArtifacts.FirstOrDefault(a => a.Name == asked || a.Path == asked);
            if (DriverOf(options, input.Vnfd.DescriptorId, HealScriptName) is { } driver)
            {
                last.Add(Script(HealScriptName, driver, old, artifact?.Path, declared.TimeoutSeconds, declared.Inputs));
            }
        }

        ResourceNode Script(string script, ScriptDriverOptions driver, Side side, string? path, double? timeout, JsonElement? inputs) => Node(script, VnfActionKinds.Script, timeout) with
        {
            Spec = Spec(script, VnfActionKinds.Script, timeout) with
            {
                Artifact = path,
                DescriptorId = ReferenceEquals(side.Vnfd, input.Vnfd) ? null : side.Vnfd.DescriptorId,
                Performer = driver.Driver,
                Input = inputs,
            },
        };

        void AddCoordinations(List<ResourceNode> to, Side side, string stage)
        {
            var named = side.Flavour.Coordinations.Where(c => c.VnfLcmOperation == name || c.VnfLcmOperation.Equals(operation.ToString(), StringComparison.OrdinalIgnoreCase))
                .SelectMany(static c => c.Actions)
                .Concat(input.Prepared?.Actions ?? []);
            foreach (var action in named
                .Select(a => side.Flavour.CoordinationActions.FirstOrDefault(c => c.ActionName == a || c.Id == a))
                .OfType<LcmCoordinationAction>()
                .Where(a => a.CoordinationStage == stage)
                .DistinctBy(static a => a.ActionName))
            {
                if (!input.HasManager)
                {
                    warnings.Add($"The coordination '{action.ActionName}' was left out: no element manager is known for the VNF (extensions.emUri or Vnfm:ElementManagers).");
                    continue;
                }
                to.Add(Node(action.ActionName, VnfActionKinds.Coordination, null) with
                {
                    Spec = Spec(action.ActionName, VnfActionKinds.Coordination, null) with { Performer = action.EndpointType?.ToUpperInvariant() == "VNF" ? "VNF" : "MGMT" },
                });
            }
        }

        void AddConfiguration()
        {
            if (!options.PushConfiguration || !input.HasManager || operation is not (LcmOperationType.INSTANTIATE or LcmOperationType.MODIFY_INFO))
            {
                return;
            }
            var properties = input.After.VnfConfigurableProperties;
            var changed = operation == LcmOperationType.INSTANTIATE
                ? properties is { Count: > 0 }
                : Text(properties) != Text(input.Before.VnfConfigurableProperties) || input.VnfcProperties.Count > 0;
            if (changed)
            {
                last.Add(Node("configuration", VnfActionKinds.Configuration, null) with
                {
                    Spec = Spec("configuration", VnfActionKinds.Configuration, null) with { Performer = "MGMT", Input = VnfConfiguration.Body(properties, input.VnfcProperties) },
                });
            }
        }

        ResourceNode Node(string action, string kind, double? timeout) => new() { Key = $"action/{kind}/{action}", Spec = Spec(action, kind, timeout) };

        ActionSpec Spec(string action, string kind, double? timeout)
            => new() { Action = kind, Name = action, TimeoutSeconds = timeout is > 0 ? Math.Min(timeout.Value, 86_400) : options.Timeout.TotalSeconds };
    }

    /// <summary>The entry of the configuration for a script; null: none.</summary>
    public static ScriptDriverOptions? DriverOf(ManagementOptions options, string vnfdId, string script)
        => options.Drivers.FirstOrDefault(d => (d.VnfdId is null || d.VnfdId == vnfdId) && (d.Operation is null || d.Operation == script));

    /// <summary>Whether a script is (one of the files of) an operation of the lifecycle interface.</summary>
    public static bool IsNamed(LifecycleOperation operation, string script)
        => operation.Implementation == script || operation.Artifact?.Path == script
            || operation.Dependencies.Contains(script, StringComparer.Ordinal) || operation.DependencyArtifacts.Any(a => a.Name == script || a.Path == script);

    /// <summary>How SOL001 calls an operation in the names of its scripts (SOL001 §6.7).</summary>
    public static string NameOf(LcmOperationType operation) => operation switch
    {
        LcmOperationType.CHANGE_EXT_CONN => "change_external_connectivity",
        LcmOperationType.MODIFY_INFO => "modify_information",
        LcmOperationType.CHANGE_VNFPKG => "change_current_package",
        _ => operation.ToString().ToLowerInvariant(),
    };

    private static string Text(IReadOnlyDictionary<string, JsonElement>? values)
        => values is null ? "" : string.Join('\n', values.OrderBy(static v => v.Key, StringComparer.Ordinal).Select(static v => $"{v.Key}={v.Value.GetRawText()}"));

    /// <summary>A descriptor and its flavour that counts.</summary>
    private sealed record Side(VnfDescriptor Vnfd, DeploymentFlavour Flavour)
    {
        /// <summary>The operation of the interface Vnflcm, else of another one (SOL001 §6.7.2: ChangeCurrentVnfPackage has one of its own); null: none.</summary>
        public LifecycleOperation? Find(string operation)
            => Flavour.FindOperation(operation) ?? Flavour.LifecycleInterfaces.FirstOrDefault(o => o.Operation == operation);
    }
}

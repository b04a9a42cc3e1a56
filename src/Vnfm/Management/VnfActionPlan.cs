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
    /// <summary>Nothing.</summary>
    public static VnfActionPlan None { get; } = new([], [], []);

    /// <summary>Finds the actions of an operation.</summary>
    /// <param name="operation">Its type.</param>
    /// <param name="vnfd">The descriptor.</param>
    /// <param name="flavourId">The flavour that counts for it.</param>
    /// <param name="before">The instance as it is.</param>
    /// <param name="after">The instance as it shall be.</param>
    /// <param name="vnfcProperties">Configurable properties of VNFCs as they shall be.</param>
    /// <param name="options">Configuration.</param>
    /// <param name="manager">Whether an element manager is known.</param>
    public static VnfActionPlan Of(
        LcmOperationType operation,
        VnfDescriptor vnfd,
        string? flavourId,
        VnfInstance before,
        VnfInstance after,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> vnfcProperties,
        ManagementOptions options,
        bool manager)
    {
        if (vnfd.FindFlavour(flavourId ?? vnfd.DefaultFlavourId) is not { } flavour)
        {
            return None;
        }
        var (first, last, warnings) = (new List<ResourceNode>(), new List<ResourceNode>(), new List<string>());
        var name = NameOf(operation);
        AddCoordinations(first, "start");
        AddScript(first, name + "_start");
        AddScript(last, name);
        AddScript(last, name + "_end");
        AddConfiguration();
        AddCoordinations(last, "end");
        return first.Count + last.Count + warnings.Count == 0 ? None : new VnfActionPlan(first, last, warnings);

        void AddScript(List<ResourceNode> to, string script)
        {
            if (flavour.FindOperation(script) is not { } declared || (declared.Artifact is null && declared.Implementation is null))
            {
                return;
            }
            var driver = options.Drivers.FirstOrDefault(d => (d.VnfdId is null || d.VnfdId == vnfd.DescriptorId) && (d.Operation is null || d.Operation == script));
            if (driver is null)
            {
                warnings.Add($"The script '{script}' of the VNFD was not run: no driver is configured for it (Vnfm:Management:Drivers).");
                return;
            }
            to.Add(Node(script, VnfActionKinds.Script, declared.TimeoutSeconds) with
            {
                Spec = Spec(script, VnfActionKinds.Script, declared.TimeoutSeconds) with { Artifact = declared.Artifact?.Path, Performer = driver.Driver, Input = declared.Inputs },
            });
        }

        void AddCoordinations(List<ResourceNode> to, string stage)
        {
            foreach (var action in flavour.Coordinations.Where(c => c.VnfLcmOperation == name || c.VnfLcmOperation.Equals(operation.ToString(), StringComparison.OrdinalIgnoreCase))
                .SelectMany(static c => c.Actions)
                .Select(a => flavour.CoordinationActions.FirstOrDefault(c => c.ActionName == a || c.Id == a))
                .OfType<LcmCoordinationAction>()
                .Where(a => a.CoordinationStage == stage)
                .DistinctBy(static a => a.ActionName))
            {
                if (!manager)
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
            if (!options.PushConfiguration || !manager || operation is not (LcmOperationType.INSTANTIATE or LcmOperationType.MODIFY_INFO))
            {
                return;
            }
            var properties = after.VnfConfigurableProperties;
            var changed = operation == LcmOperationType.INSTANTIATE
                ? properties is { Count: > 0 }
                : Text(properties) != Text(before.VnfConfigurableProperties) || vnfcProperties.Count > 0;
            if (changed)
            {
                last.Add(Node("configuration", VnfActionKinds.Configuration, null) with
                {
                    Spec = Spec("configuration", VnfActionKinds.Configuration, null) with { Performer = "MGMT", Input = VnfConfiguration.Body(properties, vnfcProperties) },
                });
            }
        }

        ResourceNode Node(string action, string kind, double? timeout) => new() { Key = $"action/{kind}/{action}", Spec = Spec(action, kind, timeout) };

        ActionSpec Spec(string action, string kind, double? timeout)
            => new() { Action = kind, Name = action, TimeoutSeconds = timeout is > 0 ? Math.Min(timeout.Value, 86_400) : options.Timeout.TotalSeconds };
    }

    /// <summary>How SOL001 calls an operation in the names of its scripts (SOL001 §6.7).</summary>
    private static string NameOf(LcmOperationType operation) => operation switch
    {
        LcmOperationType.CHANGE_EXT_CONN => "change_external_connectivity",
        LcmOperationType.MODIFY_INFO => "modify_information",
        LcmOperationType.CHANGE_VNFPKG => "change_current_package",
        _ => operation.ToString().ToLowerInvariant(),
    };

    private static string Text(IReadOnlyDictionary<string, JsonElement>? values)
        => values is null ? "" : string.Join('\n', values.OrderBy(static v => v.Key, StringComparer.Ordinal).Select(static v => $"{v.Key}={v.Value.GetRawText()}"));
}

using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// Operations of the lifecycle interfaces (SOL001 §6.7): what the node template says counts before its type, the type before what it is
/// derived from, and that before the interface type.
/// </summary>
internal sealed class LifecycleBuilder(BuildContext context, NodeTemplate? node, ToscaType type)
{
    private static readonly HashSet<string> s_noOperations = new(StringComparer.Ordinal) { "type", "inputs", "operations", "notifications", "description", "metadata" };

    private readonly Declarations _declarations = new(context.Types);

    public List<LifecycleOperation> Build()
    {
        // several layers may speak of one operation: they are listed from the nearest to the furthest
        var layers = new Dictionary<(string Interface, string Operation), List<YNode>>();
        foreach (var interfaces in Interfaces())
        {
            foreach (var (name, definition) in interfaces.OrEmpty())
            {
                Add(layers, name.Value, definition);
                AddInterfaceType(layers, name.Value, definition["type"]?.Text);
            }
        }

        return layers.Select(l => Operation(l.Key.Interface, l.Key.Operation, l.Value)).OfType<LifecycleOperation>().ToList();
    }

    private IEnumerable<YNode?> Interfaces()
    {
        yield return node?.Body["interfaces"];
        for (var t = type; t is not null; t = t.Parent)
        {
            yield return t.Body["interfaces"];
        }
    }

    private static void Add(Dictionary<(string Interface, string Operation), List<YNode>> layers, string name, YNode? definition)
    {
        foreach (var (operation, body) in (definition?["operations"] ?? definition).OrEmpty())
        {
            if (s_noOperations.Contains(operation.Value) || body.IsNull || body is YList)
            {
                continue;
            }

            if (!layers.TryGetValue((name, operation.Value), out var list))
            {
                layers[(name, operation.Value)] = list = [];
            }

            list.Add(body);
        }
    }

    private void AddInterfaceType(Dictionary<(string Interface, string Operation), List<YNode>> layers, string name, string? typeName)
    {
        for (var t = typeName is null ? null : context.Types.Find(TypeKind.Interface, typeName); t is not null; t = t.Parent)
        {
            // TOSCA before 1.3 has the operations directly in the interface type
            if (t.Body["operations"] is { } operations)
            {
                Add(layers, name, operations);
            }
        }
    }

    private LifecycleOperation? Operation(string name, string operation, List<YNode> layers)
    {
        var implementation = layers.Select(l => l is YScalar ? l : l["implementation"]).FirstOrDefault(i => i is not null && !i.IsNull);
        var inputs = context.Template.Static(layers.Select(l => l["inputs"]).FirstOrDefault(i => i is not null));
        if (implementation is null && inputs is null)
        {
            return null;
        }

        var parameters = _declarations.Members(layers
            .Select(l => _declarations.DataType(l.At("inputs", "additional_parameters", "type")?.Text))
            .FirstOrDefault(t => t is { Properties.Count: > 0 }));

        // the interface types of SOL001 declare an input for parameters that only VNF-specific types have
        if (implementation is null && parameters.Count == 0 && inputs is YMap { Pairs: [{ Key.Value: "additional_parameters" } only] } && only.Value["type"] is not null)
        {
            return null;
        }

        var primary = implementation is YScalar ? implementation : implementation?["primary"];
        var dependencies = implementation?["dependencies"]?.Items ?? [];
        return new LifecycleOperation
        {
            Interface = name,
            Operation = operation,
            Implementation = primary?.Text ?? primary?["file"]?.Text,
            Artifact = primary is null ? null : Artifact(primary, $"{name}.{operation}"),
            Dependencies = dependencies.Select(d => d.Text ?? d["file"]?.Text).OfType<string>().ToList(),
            DependencyArtifacts = dependencies.Select(d => Artifact(d, $"{name}.{operation}")).ToList(),
            TimeoutSeconds = (implementation?["timeout"] ?? implementation?["operation_timeout"]).Seconds(),
            Inputs = inputs.ToJson(),
            AdditionalParameters = parameters,
        };
    }

    private LifecycleArtifact Artifact(YNode reference, string operation)
    {
        var name = reference.Text ?? reference["file"]?.Text ?? "";
        if (reference is YMap)
        {
            return context.Artifacts.Named(node, name, reference);
        }

        if (Declared(name) is { } declared)
        {
            return context.Artifacts.Named(node, name, declared);
        }

        var (path, uri) = context.Artifacts.Locate(reference, name);
        if (path is null && uri is null)
        {
            context.Diagnostics.Deviation("TOSCA0321", reference, $"operation '{operation}' is implemented by '{name}', which is neither an artifact of the node nor a file of the package; the operation runs without it", "TOSCA 1.3 §3.6.17", Diagnostics.DidYouMean.Hint(name, DeclaredNames()) ?? "add the file, or declare the artifact");
        }

        return new LifecycleArtifact { Name = name, Path = path, Uri = uri, Type = ArtifactResolver.TypeOf(name) };
    }

    private YNode? Declared(string name)
    {
        var found = node?.Body["artifacts"]?[name];
        for (var t = type; found is null && t is not null; t = t.Parent)
        {
            found = t.Body["artifacts"]?[name];
        }

        return found;
    }

    private IEnumerable<string> DeclaredNames() => (node?.Body["artifacts"]).OrEmpty().Concat(type.Body["artifacts"].OrEmpty()).Select(a => a.Key.Value);
}

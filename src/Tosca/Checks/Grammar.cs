using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Checks;

/// <summary>Key words of the language constructs (TOSCA 1.0 to 1.3): anything else is told, for it would not be read.</summary>
internal static class Grammar
{
    public static readonly HashSet<string> Topology = Set("description", "inputs", "node_templates", "relationship_templates", "groups", "policies", "outputs", "substitution_mappings", "workflows");

    public static readonly HashSet<string> Node = Set("type", "description", "metadata", "directives", "properties", "attributes", "requirements", "capabilities", "interfaces", "artifacts", "node_filter", "copy");

    public static readonly HashSet<string> Relationship = Set("type", "description", "metadata", "properties", "attributes", "interfaces", "copy");

    public static readonly HashSet<string> Policy = Set("type", "description", "metadata", "properties", "targets", "triggers");

    public static readonly HashSet<string> Group = Set("type", "description", "metadata", "properties", "members", "interfaces", "targets", "attributes", "capabilities", "requirements");

    public static readonly HashSet<string> Requirement = Set("node", "capability", "relationship", "node_filter", "occurrences", "description", "directives");

    public static readonly HashSet<string> Capability = Set("properties", "attributes", "occurrences", "directives");

    public static readonly HashSet<string> Artifact = Set("type", "file", "repository", "description", "deploy_path", "artifact_version", "version", "checksum", "checksum_algorithm", "properties", "metadata", "mime_type", "file_ext");

    public static readonly HashSet<string> Parameter = Set("type", "description", "value", "default", "required", "status", "constraints", "key_schema", "entry_schema", "external-schema", "external_schema", "metadata", "mapping");

    public static readonly HashSet<string> Operation = Set("description", "implementation", "inputs", "outputs");

    public static readonly HashSet<string> Implementation = Set("primary", "dependencies", "timeout", "operation_host");

    public static readonly HashSet<string> Trigger = Set("description", "event", "event_type", "schedule", "target_filter", "condition", "constraint", "period", "evaluations", "method", "action", "metadata");

    public static readonly HashSet<string> Substitution = Set("node_type", "substitution_filter", "node_filter", "properties", "attributes", "capabilities", "requirements", "interfaces", "description", "metadata");

    public static readonly HashSet<string> Filter = Set("properties", "capabilities");

    public static readonly HashSet<string> Workflow = Set("description", "metadata", "inputs", "preconditions", "steps", "implementation", "outputs");

    public static readonly HashSet<string> Step = Set("description", "target", "target_relationship", "operation_host", "filter", "activities", "on_success", "on_failure");

    public static readonly HashSet<string> Activity = Set("delegate", "set_state", "call_operation", "inline");

    /// <summary>Tells keys that are no key words.</summary>
    public static void Check(this HashSet<string> known, YNode body, string what, string clause, DiagnosticBag diagnostics)
    {
        foreach (var (key, _) in body.Entries)
        {
            if (!known.Contains(key.Value))
            {
                diagnostics.Deviation("TOSCA0122", key, $"{what} has the unknown key '{key.Value}', which is not read", clause, DidYouMean.Hint(key.Value, known));
            }
        }
    }

    private static HashSet<string> Set(params string[] keys) => new(keys, StringComparer.Ordinal);
}

using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Types;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Checks;

/// <summary>Condition clauses (TOSCA 1.3 §3.6.25) of triggers and workflows: <c>and</c>, <c>or</c>, <c>not</c>, <c>assert</c> over attributes, each with constraint clauses that suit its type.</summary>
internal sealed class ConditionChecker(TypeSystem types, DiagnosticBag diagnostics)
{
    private const int MaxDepth = 20;

    /// <summary>Attributes that every node has (tosca.nodes.Root).</summary>
    private static readonly HashSet<string> s_everywhere = new(StringComparer.Ordinal) { "tosca_id", "tosca_name", "state" };

    /// <summary>Tells what is wrong with a condition.</summary>
    /// <param name="condition">A list of clauses, or a map as many write it.</param>
    /// <param name="what">Whose it is, for messages.</param>
    /// <param name="code">The code of what it belongs to.</param>
    /// <param name="subjects">What it looks at; empty when that is not known, then names are not judged.</param>
    public void Check(YNode? condition, string what, string code, IReadOnlyList<Subject> subjects) => Clauses(condition, what, code, subjects, 0);

    private void Clauses(YNode? node, string what, string code, IReadOnlyList<Subject> subjects, int depth)
    {
        foreach (var item in node is null || depth > MaxDepth ? [] : node.Items)
        {
            if (item is not YMap)
            {
                diagnostics.Deviation(code, item, $"the condition of {what} must be a list of clauses by attribute, found {item.Describe()}", "TOSCA 1.3 §3.6.25");
                continue;
            }

            foreach (var (name, clauses) in item.Entries)
            {
                if (name.Value is "and" or "or" or "not" or "assert")
                {
                    if (clauses is YScalar)
                    {
                        diagnostics.Deviation(code, clauses.IsNull ? name : clauses, $"'{name.Value}' in the condition of {what} takes a list of clauses, found {clauses.Describe()}", "TOSCA 1.3 §3.6.25");
                    }

                    Clauses(clauses is YScalar ? null : clauses, what, code, subjects, depth + 1);
                }
                else
                {
                    Attribute(name, clauses, what, code, subjects);
                }
            }
        }
    }

    private void Attribute(YScalar name, YNode clauses, string what, string code, IReadOnlyList<Subject> subjects)
    {
        var schema = subjects.Select(s => s.Find(name.Value)).FirstOrDefault(s => s is not null);
        if (schema is null && subjects.Count > 0 && !s_everywhere.Contains(name.Value) && !subjects.Any(s => s.Knows(name.Value)))
        {
            diagnostics.Deviation(code, name, $"the condition of {what} looks at '{name.Value}', which is neither an attribute nor a property of {string.Join(", ", subjects.Select(s => s.ToString()).Take(3))}", "TOSCA 1.3 §3.6.25", DidYouMean.Hint(name.Value, subjects.SelectMany(s => s.Names)));
            return;
        }

        if (clauses is YScalar)
        {
            // a bare value stands for equal, nothing for a truth value
            return;
        }

        var primitive = schema is null ? "any" : ValueChecker.Primitive(types, schema.Type);
        foreach (var clause in ConstraintClause.ReadAll(clauses))
        {
            clause.CheckDefinition(primitive, $"the condition on '{name.Value}' of {what}", diagnostics);
        }
    }

    /// <summary>What a condition looks at: a node, group, or any node of a type.</summary>
    internal readonly record struct Subject(ToscaType Type, NodeTemplate? Node = null)
    {
        public IEnumerable<string> Names => Type.Attributes.Keys.Concat(Type.Properties.Keys);

        public PropertySchema? Find(string name) => Type.Attributes.GetValueOrDefault(name) ?? Type.Properties.GetValueOrDefault(name);

        /// <summary>Assigned without being defined, or a capability or requirement through which the condition looks further.</summary>
        public bool Knows(string name) => Type.Capabilities.ContainsKey(name) || Type.Requirements.ContainsKey(name) || (Node?.Body["attributes"] is YMap own && own.TryGet(name, out _));

        public override string ToString() => Node is null ? $"type {Type.Name}" : $"node '{Node.Name}' ({Type.Name})";
    }
}

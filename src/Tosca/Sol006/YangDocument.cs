using System.Runtime.CompilerServices;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>What of a SOL006 document was read, and the report of what was not.</summary>
internal sealed class YangDocument(DiagnosticBag diagnostics)
{
    private readonly HashSet<(YNode Map, string Key)> _read = new(new ByReference());
    private readonly HashSet<YNode> _kept = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<YNode> _reported = new(ReferenceEqualityComparer.Instance);

    public DiagnosticBag Diagnostics => diagnostics;

    public void Read(YNode map, string key) => _read.Add((map, key));

    public void Keep(YNode node) => _kept.Add(node);

    public void TooMany(YNode at, string name, int most) =>
        diagnostics.Error("TOSCA0125", at, $"the list '{name}' has {at.Items.Count} entries; at most {most} are read", "SOL006 §6");

    public void WrongNumber(YNode at, string name) =>
        diagnostics.Error("TOSCA0508", at, $"'{name}' must be a number, found {at.Describe()}", "SOL006 §6");

    /// <summary>Tells everything under a node that nobody read: the loss of the import.</summary>
    public void ReportLoss(YNode root) => Walk(root, "", 0);

    private void Walk(YNode node, string path, int depth)
    {
        if (depth > 60 || _kept.Contains(node))
        {
            return;
        }

        if (node is YList list)
        {
            foreach (var item in list.Values)
            {
                Walk(item, path, depth + 1);
            }

            return;
        }

        // a map behind an alias stands in several places, but is told once
        if (node is not YMap map || !_reported.Add(node))
        {
            return;
        }

        foreach (var (key, value) in map.Pairs)
        {
            var name = YangNode.Local(key.Value);

            // wrappers are no part of the path: nfv, and the nsd around an nsd
            var child = path.Length == 0 || path is "nfv" || path == name ? name : $"{path}/{name}";
            if (_read.Contains((map, key.Value)))
            {
                Walk(value, child, depth + 1);
            }
            else if (!value.IsNull)
            {
                var (severity, why, hint) = LossTable.Explain(name);
                diagnostics.Add(new Diagnostic("TOSCA0502", severity, key.File, key.Line, key.Column, $"'{child}' {why}", "SOL006 §6", hint));
            }
        }
    }

    private sealed class ByReference : IEqualityComparer<(YNode Map, string Key)>
    {
        public bool Equals((YNode Map, string Key) x, (YNode Map, string Key) y) => ReferenceEquals(x.Map, y.Map) && string.Equals(x.Key, y.Key, StringComparison.Ordinal);

        public int GetHashCode((YNode Map, string Key) obj) => HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Map), obj.Key);
    }
}

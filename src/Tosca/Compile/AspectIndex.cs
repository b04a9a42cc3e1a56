using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>What aspects add to a VDU, looked up instead of searched: a hostile descriptor has thousands of both.</summary>
internal sealed class AspectIndex
{
    /// <summary>Most numbers that the levels of a flavour may need; more is no descriptor of a VNF.</summary>
    public const long MaxWork = 4_000_000;

    private readonly Dictionary<string, List<(string Aspect, ScalingAspect Steps)>> _byVdu = new(StringComparer.Ordinal);

    public AspectIndex(IReadOnlyList<ScalingAspect> aspects)
    {
        foreach (var aspect in aspects)
        {
            foreach (var delta in aspect.VduDeltas)
            {
                if (!_byVdu.TryGetValue(delta.VduId, out var list))
                {
                    _byVdu[delta.VduId] = list = [];
                }

                // an aspect of this one VDU: its sum does not look at the others
                if (!list.Exists(l => string.Equals(l.Aspect, aspect.AspectId, StringComparison.Ordinal)))
                {
                    list.Add((aspect.AspectId, aspect with { VduDeltas = [delta] }));
                    Entries++;
                }
            }
        }
    }

    /// <summary>Pairs of VDU and aspect.</summary>
    public long Entries { get; private set; }

    /// <summary>Whether any aspect changes the VDU.</summary>
    public bool Scales(string vdu) => _byVdu.ContainsKey(vdu);

    /// <summary>Instances that all aspects add at these scale levels.</summary>
    public int Added(string vdu, Dictionary<string, int> scale) =>
        _byVdu.TryGetValue(vdu, out var list) ? (int)Math.Min(int.MaxValue, list.Sum(a => (long)a.Steps.InstancesAdded(vdu, scale.GetValueOrDefault(a.Aspect)))) : 0;

    /// <summary>True when so many levels of so many VDUs can be worked out.</summary>
    public bool Bears(int levels, int vdus) => levels * (vdus + Entries) <= MaxWork;
}

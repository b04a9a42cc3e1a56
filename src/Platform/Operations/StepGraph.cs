namespace NfvOrchestrator.Platform.Operations;

/// <summary>A checked directed acyclic graph of steps: ids unique, dependencies known, no cycle.</summary>
internal sealed class StepGraph
{
    private const int MaxIdLength = 512;

    private StepGraph(IReadOnlyList<StepDefinition> steps, int[] dependencies, List<int>[] dependents)
    {
        Steps = steps;
        Dependencies = dependencies;
        Dependents = dependents;
    }

    /// <summary>The steps as given.</summary>
    public IReadOnlyList<StepDefinition> Steps { get; }

    /// <summary>By index of the step: how many others it waits for.</summary>
    public IReadOnlyList<int> Dependencies { get; }

    /// <summary>By index of the step: who waits for it.</summary>
    public IReadOnlyList<List<int>> Dependents { get; }

    /// <summary>Checks the steps and links them; linear in steps and dependencies.</summary>
    /// <exception cref="ArgumentException">Not a graph that can be run; the message names the culprit.</exception>
    public static StepGraph Create(IReadOnlyList<StepDefinition> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var index = new Dictionary<string, int>(steps.Count, StringComparer.Ordinal);
        for (var i = 0; i < steps.Count; i++)
        {
            var id = steps[i].Id;
            if (string.IsNullOrEmpty(id) || id.Length > MaxIdLength)
            {
                throw new ArgumentException($"Step number {i} has an id of {id?.Length ?? 0} characters; 1 to {MaxIdLength} are allowed.", nameof(steps));
            }
            if (!index.TryAdd(id, i))
            {
                throw new ArgumentException($"Step id '{id}' occurs twice in the graph.", nameof(steps));
            }
        }
        var dependencies = new int[steps.Count];
        var dependents = new List<int>[steps.Count];
        for (var i = 0; i < steps.Count; i++)
        {
            dependents[i] = [];
        }
        for (var i = 0; i < steps.Count; i++)
        {
            foreach (var on in steps[i].DependsOn.Distinct(StringComparer.Ordinal))
            {
                if (!index.TryGetValue(on, out var other))
                {
                    throw new ArgumentException($"Step '{steps[i].Id}' depends on '{on}', which is not in the graph.", nameof(steps));
                }
                dependencies[i]++;
                dependents[other].Add(i);
            }
        }
        RequireAcyclic(steps, dependencies, dependents);
        return new StepGraph(steps, dependencies, dependents);
    }

    private static void RequireAcyclic(IReadOnlyList<StepDefinition> steps, int[] dependencies, List<int>[] dependents)
    {
        var waiting = (int[])dependencies.Clone();
        var ready = new Queue<int>(Enumerable.Range(0, steps.Count).Where(i => waiting[i] == 0));
        var seen = 0;
        while (ready.TryDequeue(out var i))
        {
            seen++;
            foreach (var next in dependents[i])
            {
                if (--waiting[next] == 0)
                {
                    ready.Enqueue(next);
                }
            }
        }
        if (seen != steps.Count)
        {
            var stuck = Enumerable.Range(0, steps.Count).Where(i => waiting[i] > 0).Take(5).Select(i => steps[i].Id);
            throw new ArgumentException($"The step graph has a cycle among or before: {string.Join(", ", stuck)}.", nameof(steps));
        }
    }
}

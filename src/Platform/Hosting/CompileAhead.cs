using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>
/// Work that the just-in-time compiler will have anyway before the first operation ends, done on a thread of its own while the services start: half of what is compiled in
/// the first seconds of a process is metadata of documents and messages. Nothing depends on it; without it the first requests take longer.
/// </summary>
public static class CompileAhead
{
    private static readonly BlockingCollection<Action> Work = new(boundedCapacity: 256);
    private static readonly ConcurrentDictionary<object, bool> Known = new();
    private static int enabled;

    /// <summary>Whether it was switched on in this process; nothing is done before.</summary>
    public static bool Enabled => Volatile.Read(ref enabled) == 1;

    /// <summary>Switches it on for the process, where there is a second processor to do it.</summary>
    public static void Enable()
    {
        if (Environment.ProcessorCount > 1 && Interlocked.Exchange(ref enabled, 1) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = "compile ahead" }.Start();
        }
    }

    /// <summary>The metadata of these types, and of all that they hold; each once in a process.</summary>
    public static void Json(JsonSerializerContext context, params ReadOnlySpan<Type> types)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var type in types)
        {
            Do((context, type), () => context.Options.GetTypeInfo(type));
        }
    }

    /// <summary>Some other preparation, once for <paramref name="key"/>. What it throws is for whoever does the same in earnest, who will meet it too.</summary>
    public static void Do(object key, Action work)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(work);
        if (Enabled && Known.TryAdd(key, true))
        {
            Work.TryAdd(work); // a full queue has enough to do
        }
    }

    private static void Run()
    {
        foreach (var work in Work.GetConsumingEnumerable())
        {
            try
            {
                work();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // Said where a person may see it; the service itself will fail with the same words if it matters.
                Console.Error.WriteLine($"A preparation of the start failed and is left to the first request: {failure.Message}");
            }
        }
    }
}

using System.Collections;
using Microsoft.Extensions.Logging;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>Log scopes with the ids by which an operator searches: <c>operation</c>, <c>instance</c>, <c>tenant</c>.</summary>
public static class NfvLogScope
{
    /// <summary>Everything logged until the answer is disposed carries the operation occurrence and the instance.</summary>
    public static IDisposable? Operation(ILogger logger, string operationId, string instanceId)
        => Begin(logger, ("operation", operationId), ("instance", instanceId));

    /// <summary>Everything logged until the answer is disposed carries these values.</summary>
    public static IDisposable? Begin(ILogger logger, params (string Name, string Value)[] values) => logger.BeginScope(new Scope(values));

    private sealed class Scope((string Name, string Value)[] values) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => values.Length;

        public KeyValuePair<string, object?> this[int index] => new(values[index].Name, values[index].Value);

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            foreach (var (name, value) in values)
            {
                yield return new(name, value);
            }
        }

        public override string ToString() => string.Join(' ', values.Select(v => $"{v.Name}={v.Value}"));

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

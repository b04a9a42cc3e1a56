namespace NfvOrchestrator.Tosca.Signatures;

internal static class SequenceExtensions
{
    /// <summary>Takes while the condition holds, and the first for which it does not.</summary>
    public static IEnumerable<T> TakeWhileIncluding<T>(this IEnumerable<T> items, Func<T, bool> condition)
    {
        foreach (var item in items)
        {
            yield return item;
            if (!condition(item))
            {
                yield break;
            }
        }
    }
}

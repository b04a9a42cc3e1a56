using System.Globalization;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Which of two versions is newer, where their numbers tell. Pure.</summary>
internal static class VersionOrder
{
    /// <summary>Compares software versions, and where those are the same, descriptor versions. Positive: the left one is newer; 0: the same, or nobody can tell.</summary>
    public static int Compare((string Software, string Descriptor) left, (string Software, string Descriptor) right)
        => left.Software == right.Software ? Compare(left.Descriptor, right.Descriptor) : Compare(left.Software, right.Software);

    /// <summary>Compares dotted numbers, part by part; 0 when one of them has something else in it.</summary>
    public static int Compare(string left, string right)
    {
        if (Parts(left) is not { } one || Parts(right) is not { } other)
        {
            return 0;
        }
        for (var i = 0; i < Math.Max(one.Count, other.Count); i++)
        {
            var order = (i < one.Count ? one[i] : 0).CompareTo(i < other.Count ? other[i] : 0);
            if (order != 0)
            {
                return order;
            }
        }
        return 0;
    }

    private static List<long>? Parts(string version)
    {
        var parts = new List<long>();
        foreach (var part in version.TrimStart('v', 'V').Split('.', '-'))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return null;
            }
            parts.Add(number);
        }
        return parts;
    }
}

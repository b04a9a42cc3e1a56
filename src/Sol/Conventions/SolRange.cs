using System.Runtime.InteropServices;
using Microsoft.Net.Http.Headers;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>The part of a content that a request asks for (SOL013 §4.6, RFC 9110 §14): one byte range or all.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Count">Number of bytes.</param>
/// <param name="IsPartial">A range was asked for and is answered 206.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SolRange(long Offset, long Count, bool IsPartial)
{
    /// <summary>Reads a Range header; throws <see cref="SolProblemException"/> (416) when it lies outside the content. Several ranges, or another unit, mean all.</summary>
    /// <param name="header">Value of the header, null for none.</param>
    /// <param name="length">Length of the whole content, in bytes.</param>
    public static SolRange Parse(string? header, long length)
    {
        var all = new SolRange(0, length, IsPartial: false);
        if (string.IsNullOrEmpty(header) || !RangeHeaderValue.TryParse(header, out var parsed) || !parsed.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase) || parsed.Ranges.Count != 1)
        {
            return all;
        }

        var range = parsed.Ranges.First();
        if (range.From is not { } from)
        {
            var suffix = Math.Min(range.To ?? 0, length);
            return suffix == 0 ? throw SolProblem.RangeNotSatisfiable(length).ToException() : new SolRange(length - suffix, suffix, IsPartial: true);
        }

        if (from >= length)
        {
            throw SolProblem.RangeNotSatisfiable(length).ToException();
        }

        var to = Math.Min(range.To ?? (length - 1), length - 1);
        return new SolRange(from, to - from + 1, IsPartial: true);
    }
}

using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Compile;

/// <summary>
/// The keyword <c>copy</c> (TOSCA 1.3 §3.8.3): a template starts from all that another one says; what it says itself replaces what
/// has the same name, down to single properties, and requirements of the same name.
/// </summary>
internal static class TemplateCopy
{
    /// <summary>The body with what it copies; the body itself when it copies nothing or nothing that is there.</summary>
    public static YNode Resolve(string what, YNode body, YNode section, DiagnosticBag diagnostics)
    {
        if (body["copy"] is not { } copy)
        {
            return body;
        }

        if (copy.Text is not { } name || section[name] is not YMap source)
        {
            diagnostics.Error("TOSCA0128", copy, $"{what} copies {copy.Describe()}, which is not defined", "TOSCA 1.3 §3.8.3", copy.Text is { } text ? DidYouMean.Hint(text, section.Entries.Select(e => e.Key.Value)) : null);
            return body;
        }

        if (source["copy"] is not null)
        {
            diagnostics.Error("TOSCA0128", copy, $"{what} copies '{name}', which is a copy itself", "TOSCA 1.3 §3.8.3", "copy the template that it is a copy of");
            return body;
        }

        return Merge(source, (YMap)body, static section => section switch
        {
            "properties" or "attributes" or "artifacts" or "requirements" => 1,
            "capabilities" or "interfaces" => 3,
            _ => 0,
        });
    }

    private static YMap Merge(YMap under, YMap over, Func<string, int> levels)
    {
        var result = new YMap(over.File, over.Line, over.Column) { ContainsFunction = under.HasFunction || over.HasFunction };
        foreach (var (key, value) in under.Pairs)
        {
            result.Set(key, over.TryGet(key.Value, out var own) ? Overlay(value, own, levels(key.Value)) : value);
        }

        foreach (var (key, value) in over.Pairs)
        {
            if (!result.TryGet(key.Value, out _))
            {
                result.Set(key, value);
            }
        }

        return result;
    }

    private static YNode Overlay(YNode under, YNode over, int levels) => (under, over) switch
    {
        (YMap below, YMap above) when levels > 0 => Merge(below, above, _ => levels - 1),
        (YList below, YList above) when levels > 0 && below.Values.TrueForAll(IsNamed) && above.Values.TrueForAll(IsNamed) => Named(below, above),
        _ => over,
    };

    private static bool IsNamed(YNode item) => item is YMap { Pairs.Count: 1 };

    private static YList Named(YList under, YList over)
    {
        var names = over.Values.Select(v => v.Entries[0].Key.Value).ToHashSet(StringComparer.Ordinal);
        return new YList(over.File, over.Line, over.Column, [.. under.Values.Where(v => !names.Contains(v.Entries[0].Key.Value)), .. over.Values])
        {
            ContainsFunction = under.HasFunction || over.HasFunction,
        };
    }
}

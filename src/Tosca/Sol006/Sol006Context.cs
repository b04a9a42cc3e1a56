using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>What every part of the import works with.</summary>
internal sealed class Sol006Context(PackageTexts files, string entry, DiagnosticBag diagnostics)
{
    public DiagnosticBag Diagnostics => diagnostics;

    /// <summary>A member that SOL006 demands; OSM leaves many of them out.</summary>
    public string Needed(YangNode node, string what, string name, string fallback)
    {
        if (node.Text(name) is { Length: > 0 } text)
        {
            return text;
        }

        diagnostics.Deviation("TOSCA0505", node.At, $"{what} has no '{name}', which SOL006 demands; '{fallback}' is taken", "SOL006 §6", $"add '{name}'");
        return fallback;
    }

    /// <summary>A reference to something that is not there.</summary>
    public void Broken(YNode at, string message, string? name = null, IEnumerable<string>? known = null) =>
        diagnostics.Error("TOSCA0504", at, message, "SOL006 §6", name is null || known is null ? null : DidYouMean.Hint(name, known));

    /// <summary>A reading that a person should know of.</summary>
    public void Note(YNode at, string message, string? hint = null) =>
        diagnostics.Add(new Diagnostic("TOSCA0507", Severity.Info, at.File, at.Line, at.Column, message, "SOL006 §6", hint));

    /// <summary>An entry that nothing refers to.</summary>
    public void Unused(YangNode node, string message)
    {
        node.Keep();
        diagnostics.Add(new Diagnostic("TOSCA0502", Severity.Info, node.At.File, node.At.Line, node.At.Column, message, "SOL006 §6"));
    }

    /// <summary>Something of ours that is read, but only in part.</summary>
    public void Loss(YNode at, string message, string? hint = null) =>
        diagnostics.Add(new Diagnostic("TOSCA0502", Severity.Warning, at.File, at.Line, at.Column, message, "SOL006 §6", hint));

    /// <summary>A file beside the descriptor, in one of the folders where OSM keeps such files, or at the root of the package.</summary>
    public string? File(string name, params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (PackagePath.Resolve(entry, $"{folder}/{name}") is { } inside && files.Exists(inside))
            {
                return inside;
            }
        }

        return PackagePath.Resolve(entry, name) is { } beside && files.Exists(beside) ? beside
            : PackagePath.Resolve("", name) is { } rooted && files.Exists(rooted) ? rooted : null;
    }

    public string? ReadText(string path) => files.Read(path);
}

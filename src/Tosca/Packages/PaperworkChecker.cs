using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>
/// The paperwork of a package. The change history is mandatory for VNF packages and PNFD archives (SOL004 §4.3.3) and for NSD archives (SOL007 §4.3.3), in all
/// editions; licences and tests are not (SOL004 §4.3.4, §4.3.5). With TOSCA-Metadata, each that is there needs its entry (§4.1.2.3): without it nobody finds it.
/// </summary>
internal sealed class PaperworkChecker(IPackageFiles files, PackageLayout layout, DiagnosticBag diagnostics)
{
    private const string History = "ETSI-Entry-Change-Log";

    public void Check(PackageKind kind)
    {
        // a descriptor without any paperwork was told to have no manifest
        if (kind == PackageKind.Unknown || layout.IsForeign || layout.EntryDefinitions is not { } entry || (layout.MetaFile is null && layout.Manifest is null))
        {
            return;
        }

        var clause = kind == PackageKind.Ns ? "SOL007 §4.3.3" : "SOL004 §4.3.3";
        var history = layout.ChangeLog ?? files.Files.Select(f => f.Path).FirstOrDefault(p => string.Equals(PackagePath.FileName(p), "ChangeLog.txt", StringComparison.OrdinalIgnoreCase));
        if (history is null && !IsNamed(History))
        {
            Tell(layout.MetaFile ?? entry, "the package has no change history", clause, layout.MetaFile is null ? "add ChangeLog.txt at the root" : $"add ChangeLog.txt and the line '{History}: ChangeLog.txt'");
        }

        if (layout.MetaFile is not { } meta)
        {
            return;
        }

        Entry(meta, History, history, "the change history");
        Entry(meta, "ETSI-Entry-Licenses", layout.LicensesFolder ?? Folder("Licenses"), "the folder of licences");
        Entry(meta, "ETSI-Entry-Tests", layout.TestsFolder ?? Folder("Tests"), "the folder of tests");
    }

    private void Entry(string meta, string key, string? path, string what)
    {
        if (path is not null && !IsNamed(key))
        {
            Tell(meta, $"{what} '{path}' is in the package, but {key} does not name it", "SOL004 §4.1.2.3", $"add the line '{key}: {path}'");
        }
    }

    /// <summary>A folder of this name somewhere in the package.</summary>
    private string? Folder(string name)
    {
        foreach (var file in files.Files)
        {
            var parts = file.Path.Split('/');
            var at = Array.FindIndex(parts, 0, parts.Length - 1, p => string.Equals(p, name, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                return string.Join('/', parts.Take(at + 1));
            }
        }

        return null;
    }

    /// <summary>What a key names and is not there was told where the key is (TOSCA0022).</summary>
    private bool IsNamed(string key) => layout.Meta.ContainsKey(key) || layout.Meta.ContainsKey(key["ETSI-".Length..]);

    private void Tell(string file, string message, string clause, string hint)
    {
        if (files.IsDirectory)
        {
            diagnostics.File("TOSCA0034", Severity.Info, file, message, clause, hint);
        }
        else
        {
            diagnostics.Deviation("TOSCA0034", file, 0, message, clause, hint);
        }
    }
}

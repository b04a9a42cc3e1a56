using static NfvOrchestrator.Tosca.Diagnostics.DiagnosticKind;

namespace NfvOrchestrator.Tosca.Diagnostics.Codes;

/// <summary>Codes of the container: zip, metadata, manifest, digests, signatures.</summary>
internal static class ContainerCodes
{
    public static IReadOnlyList<DiagnosticCode> All { get; } =
    [
        new("TOSCA0000", ErrorOrDeviation, "there are more findings than are listed", "–", "correct what is listed and read again", "the rest is not listed"),
        new("TOSCA0001", Error, "the container is no zip, is broken, cut off or empty", "SOL004 §4.1", "pack and upload it again"),
        new("TOSCA0002", Error, "an entry leads out of the archive (zip slip)", "SOL004 §4.1", "use paths relative to the root of the package"),
        new("TOSCA0003", Error, "too many entries, too large when unpacked, or a zip bomb", "SOL004 §4.1", "pack only what is needed; name large images by URI"),
        new("TOSCA0004", Error, "two entries of one name", "SOL004 §4.1", "pack each file once"),
        new("TOSCA0005", Error, "an entry is a symbolic link or encrypted by zip means", "SOL004 §4.1", "pack the file itself; encrypt artifacts with CMS"),
        new("TOSCA0006", Error, "a file cannot be read from the container", "SOL004 §4.1", "the archive is damaged: pack it again"),
        new("TOSCA0011", Error, "TOSCA.meta lacks Entry-Definitions", "TOSCA 1.3 §6.2.1", "add 'Entry-Definitions: Definitions/<file>.yaml'"),
        new("TOSCA0012", Error, "the entry definitions are not in the package", "TOSCA 1.3 §6.2.1", "add the file, or correct the name"),
        new("TOSCA0013", Error, "no or no unambiguous entry definitions", "SOL004 §4.1", "add TOSCA-Metadata/TOSCA.meta, or keep one YAML file at the root"),
        new("TOSCA0014", ErrorOrDeviation, "no manifest, or the named manifest is absent", "SOL004 §4.1.2", "add the manifest, e.g. with nfvctl package pack", "a package without manifest is read; its files cannot be verified (a warning also when reading strictly)"),
        new("TOSCA0015", Error, "the manifest has a line that is not understood, or is too large", "SOL004 §4.3.2", "correct the line"),
        new("TOSCA0016", Error, "a file does not have the digest that the manifest gives", "SOL004 §4.3.4", "pack again; if you did not change the file, somebody else did"),
        new("TOSCA0017", Error, "the manifest lists a file that is not in the package", "SOL004 §4.3.2", "add the file, or remove its entry"),
        new("TOSCA0018", Error, "the digest algorithm is not supported", "SOL004 §4.3.4", "use SHA-224, SHA-256, SHA-384 or SHA-512"),
        new("TOSCA0019", Info, "a symbolic link that git wrote as text is followed (directories only)", "–", "nothing; a packed archive holds the files themselves"),
    ];
}

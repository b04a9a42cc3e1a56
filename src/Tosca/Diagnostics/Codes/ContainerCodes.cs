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
        new("TOSCA0015", ErrorOrDeviation, "the manifest has a line that is not understood or lists itself, or is too large", "SOL004 §4.3.2", "correct the line", "the line is not read"),
        new("TOSCA0016", Error, "a file does not have the digest that the manifest gives", "SOL004 §5.3", "pack again; if you did not change the file, somebody else did"),
        new("TOSCA0017", Error, "the manifest lists a file that is not in the package", "SOL004 §4.3.2", "add the file, or remove its entry"),
        new("TOSCA0018", Error, "the digest algorithm is not supported", "SOL004 §5.3", "use SHA-224, SHA-256, SHA-384 or SHA-512"),
        new("TOSCA0019", Info, "a symbolic link that git wrote as text is followed (directories only)", "–", "nothing; a packed archive holds the files themselves"),
        new("TOSCA0020", Deviation, "an entry of the archive is written with backslashes", "APPNOTE 4.4.17.1", "pack with a tool that writes forward slashes", "backslashes are read as slashes"),
        new("TOSCA0021", Deviation, "TOSCA.meta has a line, a key or a version that is not understood, or a key twice", "TOSCA 1.3 §6.2.1", "correct the line", "the line is not read; of two the first counts; an unknown version is read as 1.1"),
        new("TOSCA0022", Deviation, "TOSCA.meta names a file or folder that is not in the package", "SOL004 §4.1.2.3", "add it, or remove the line", "read as if it were not named"),
        new("TOSCA0023", Error, "two entry definitions, or two TOSCA.meta", "TOSCA 1.3 §6.2.1", "name the top-level service template only; the others are imported"),
        new("TOSCA0024", InfoOrDeviation, "the manifest lists no files", "SOL004 §4.3.2", "nfvctl package pack adds them with their digests", "the files cannot be verified (only information in a directory: packing adds them)"),
        new("TOSCA0025", InfoOrDeviation, "files are not listed in the manifest", "SOL004 §4.3.2", "list every file with its digest, e.g. with nfvctl package pack", "these files cannot be verified (only information in a directory: packing adds them)"),
        new("TOSCA0026", ErrorOrDeviation, "the manifest lists a file twice", "SOL004 §4.3.2", "keep one entry", "two entries that agree are read as one"),
        new("TOSCA0027", InfoOrDeviation, "metadata that this kind of package must have are missing in the manifest", "SOL004 §4.3.2, SOL007 §4.3.2", "add them, e.g. with nfvctl package pack", "the descriptor says most of it"),
        new("TOSCA0028", Deviation, "metadata of the manifest contradict the descriptor", "SOL004 §4.3.2, SOL007 §4.3.2", "correct the one that is wrong", "the descriptor counts"),
        new("TOSCA0029", Deviation, "metadata of the manifest that are unknown, misspelt, given twice or malformed", "SOL004 §4.3.2, SOL007 §4.3.2", "correct the line", "known misspellings are understood, others are not read; of two the first counts"),
        new("TOSCA0030", Deviation, "files at the root are not called as a package without TOSCA.meta wants it", "SOL004 §4.1.3", "rename them, or add TOSCA-Metadata/TOSCA.meta", "the YAML file named as the manifest is the entry; a single manifest of another name is read"),
        new("TOSCA0031", Deviation, "the manifest lists a file without digest", "SOL004 §4.3.2", "add Algorithm and Hash, e.g. with nfvctl package pack", "the file cannot be verified"),
        new("TOSCA0032", Info, "an artifact is encrypted", "SOL004 §5.4", "nothing; it is kept and handed out as it is"),
        new("TOSCA0033", Deviation, "an external artifact has no digest", "SOL004 §4.3.2", "add Algorithm and Hash to its entry in the manifest", "whoever serves it can change it"),
        new("TOSCA0034", InfoOrDeviation, "the change history is missing, or paperwork (change history, licences, tests) is in the package without the entry of TOSCA.meta that leads to it", "SOL004 §4.1.2.3, §4.3.3; SOL007 §4.1.2.3", "add ChangeLog.txt and the line 'ETSI-Entry-Change-Log: ChangeLog.txt'; name the folders by ETSI-Entry-Licenses and ETSI-Entry-Tests", "the package is read without it (only information in a directory, which is being edited)"),
        new("TOSCA0035", Error, "the archive around a signed CSAR cannot be used", "SOL004 §5.1", "put one CSAR, its signature (.cms) and its certificate (.cert) into it"),
        new("TOSCA0036", Deviation, "the package is a gzipped tar", "SOL004 §4.1.1", "pack it as a zip: nfvctl package pack FILE makes a CSAR of it", "it is read as a zip would be, by nfvctl and by the API alike"),
    ];
}

using System.Security.Cryptography.X509Certificates;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>All signatures of a package (SOL004 §5): around it, in its manifest, of single files; and whether that is what the policy demands.</summary>
internal sealed class SignatureStage(IPackageFiles files, PackageLayout layout, PackageManifest? manifest, SignatureOptions options, DiagnosticBag diagnostics)
{
    private readonly SignatureVerifier _verifier = new(options, diagnostics);
    private readonly Dictionary<string, PackageFile> _byPath = files.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
    private readonly List<PackageSignature> _found = [];

    /// <summary>Verifies everything.</summary>
    /// <param name="uncovered">Files for which the manifest gives no digest.</param>
    public IReadOnlyList<PackageSignature> Run(IReadOnlyList<string> uncovered)
    {
        if (options.Policy == SignaturePolicy.Ignore)
        {
            return [];
        }

        if (files.Envelope is { } envelope)
        {
            Verify(SignatureScope.Package, envelope.SignatureName, envelope.CsarName, envelope.Signature, [new SignedContent(envelope.OpenCsar)], envelope.Certificate);
        }

        var provider = layout.Certificate is { } path ? ReadSmall(path) : null;
        if (manifest is { SignatureBlock: { } block } && ReadSmall(manifest.Path) is { } text)
        {
            Verify(SignatureScope.Manifest, manifest.Path, manifest.Path, block, Readings(text.AsSpan(0, Math.Min(manifest.SignedLength, text.Length)).ToArray()), provider);
        }

        foreach (var entry in manifest?.Entries ?? [])
        {
            VerifyArtifact(entry, provider);
        }

        if (options.Policy == SignaturePolicy.Require)
        {
            Demand(uncovered);
        }

        return _found;
    }

    private void VerifyArtifact(ManifestEntry entry, byte[]? provider)
    {
        if (PackagePath.Resolve("", entry.Source) is not { } path || PackagePath.IsUri(entry.Source) || !_byPath.TryGetValue(path, out var file))
        {
            return;
        }

        var signature = entry.Signature is null ? SignatureFiles.OwnSignaturesOf(path).FirstOrDefault(_byPath.ContainsKey) : Named(entry, entry.Signature, "signature");
        var certificate = entry.Certificate is null ? SignatureFiles.CertificatesOf(path).FirstOrDefault(_byPath.ContainsKey) : Named(entry, entry.Certificate, "certificate");
        if (signature is not null && ReadSmall(signature) is { } cms)
        {
            Verify(SignatureScope.Artifact, signature, path, cms, [new SignedContent(() => files.Open(file))], (certificate is null ? null : ReadSmall(certificate)) ?? provider);
        }
    }

    private string? Named(ManifestEntry entry, string reference, string what)
    {
        if (PackagePath.Resolve("", reference) is { } path && _byPath.ContainsKey(path))
        {
            return path;
        }

        diagnostics.Add(new Diagnostic("TOSCA0062", Severity.Error, manifest!.Path, entry.Line, 1, $"the manifest names the {what} '{reference}' of '{entry.Source}', which is not in the package", "SOL004 §5.2", DidYouMean.Hint(reference, _byPath.Keys)));
        return null;
    }

    private void Verify(SignatureScope scope, string file, string covers, byte[] cms, IReadOnlyList<SignedContent> contents, byte[]? beside)
    {
        try
        {
            _found.Add(_verifier.Verify(scope, file, covers, cms, contents, beside is null ? [] : CertificateReader.Read(beside)));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, covers, $"the file cannot be read to verify its signature: {e.Message}", hint: "the archive is damaged; pack it again");
        }
    }

    /// <summary>The bytes before the block; then what openssl signs without -binary (CRLF), and both without the last line end.</summary>
    private static List<SignedContent> Readings(byte[] text)
    {
        var readings = new List<SignedContent> { new(() => new MemoryStream(text)) };
        var trimmed = text.AsSpan().TrimEnd("\r\n"u8).ToArray();
        Add(trimmed, "without the line end before the signature block");
        var crlf = WithCrLf(text);
        Add(crlf, "with CRLF at the end of lines");
        Add(crlf.AsSpan().TrimEnd("\r\n"u8).ToArray(), "with CRLF at the end of lines, without the last one");
        return readings;

        void Add(byte[] other, string note) => readings.Add(new SignedContent(() => new MemoryStream(other), note));
    }

    private static byte[] WithCrLf(byte[] text)
    {
        var result = new List<byte>(text.Length + 512);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r'))
            {
                result.Add((byte)'\r');
            }

            result.Add(text[i]);
        }

        return [.. result];
    }

    private void Demand(IReadOnlyList<string> uncovered)
    {
        // what is refused was told already
        var whole = _found.Find(s => s.Scope == SignatureScope.Package);
        var listed = _found.Find(s => s.Scope == SignatureScope.Manifest);
        if (whole is not null)
        {
            return;
        }

        if (listed is null)
        {
            diagnostics.File("TOSCA0050", Severity.Error, layout.Manifest ?? "(package)", _found.Count > 0 ? "single files are signed, but neither the manifest nor the package as a whole, and that is required here" : "the package is not signed, and that is required here", "SOL004 §5.1", "ask the provider for a signed package, or sign it yourself with 'nfvctl package sign'");
            return;
        }

        var open = uncovered.Where(p => !_found.Any(s => s.Scope == SignatureScope.Artifact && s.Covers == p && s.Status != SignatureStatus.Refused)).ToList();
        if (open.Count > 0)
        {
            diagnostics.File("TOSCA0061", Severity.Error, manifest!.Path, $"the signature does not cover {open.Count} file{(open.Count == 1 ? "" : "s")}, of which the manifest gives no digest: {string.Join(", ", open.Take(5))}{(open.Count > 5 ? ", …" : "")}", "SOL004 §5.1", "list every file with its digest and sign again ('nfvctl package sign')");
        }
    }

    private byte[]? ReadSmall(string path)
    {
        var file = _byPath[path];
        if (file.SizeBytes > 5 << 20)
        {
            diagnostics.File("TOSCA0051", Severity.Error, path, $"the file has {file.SizeBytes} bytes; signatures, certificates and manifests may have at most {5 << 20}");
            return null;
        }

        try
        {
            using var stream = files.Open(file);
            var content = new byte[file.SizeBytes];
            return content[..stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            diagnostics.File("TOSCA0006", Severity.Error, path, $"the file cannot be read from the package: {e.Message}", hint: "the archive is damaged; pack it again");
            return null;
        }
    }
}

using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>The names in an archive around a signed CSAR (SOL004 §5.1, option 2), or what is wrong with such an archive.</summary>
internal sealed record EnvelopeNames(string Csar, string Signature, string? Certificate, string? Problem = null)
{
    /// <summary>Null when the archive is not of this kind.</summary>
    public static EnvelopeNames? Find(IReadOnlyList<PackageFile> files)
    {
        if (files.Count > 100 || files.Any(f => PackagePath.IsYaml(f.Path) || f.Path.StartsWith("TOSCA-Metadata/", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        // some tools put the three into a folder
        var paths = files.Select(f => f.Path).ToList();
        var csars = paths.FindAll(p => p.EndsWith(".csar", StringComparison.OrdinalIgnoreCase));
        csars = csars.Count > 0 ? csars : paths.FindAll(p => p.EndsWith(".zip", StringComparison.OrdinalIgnoreCase));
        if (csars.Count == 0)
        {
            return null;
        }

        if (csars.Count > 1)
        {
            return Wrong($"the archive has {csars.Count} CSARs: {string.Join(", ", csars.Take(5))}");
        }

        var signatures = paths.FindAll(SignatureFiles.IsSignature);
        var own = SignatureFiles.SignaturesOf(csars[0]).FirstOrDefault(paths.Contains) ?? (signatures.Count == 1 ? signatures[0] : null);
        if (own is null)
        {
            return Wrong(signatures.Count == 0 ? $"the archive holds the CSAR '{csars[0]}' without its signature; upload the CSAR itself when it is not signed" : $"the archive has {signatures.Count} signatures, none of them named as the CSAR '{csars[0]}'");
        }

        var certificates = paths.FindAll(SignatureFiles.IsCertificate);
        return new EnvelopeNames(csars[0], own, SignatureFiles.CertificatesOf(csars[0]).FirstOrDefault(paths.Contains) ?? (certificates.Count == 1 ? certificates[0] : null));
    }

    private static EnvelopeNames Wrong(string problem) => new("", "", null, problem);
}

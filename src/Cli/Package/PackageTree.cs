using System.Globalization;
using NfvOrchestrator.Cli.Terminal;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Signatures;

namespace NfvOrchestrator.Cli.Package;

/// <summary>A package as a tree: what it is, how it is packed and signed, what it deploys.</summary>
internal static class PackageTree
{
    /// <summary>One line that says what it is; null when that could not be told.</summary>
    public static string? Title(PackageReadResult result) => result switch
    {
        { VnfDescriptor: { } vnf } => $"VNF {vnf.ProductName} {vnf.SoftwareVersion} by {vnf.Provider}",
        { NsDescriptor: { } ns } => $"network service {ns.Name} {ns.Version} by {ns.Designer}",
        { PnfDescriptor: { } pnf } => $"PNF {pnf.Name} {pnf.Version} by {pnf.Provider}",
        _ => null,
    };

    public static Node Of(PackageReading reading)
    {
        var result = reading.Result;
        var root = new Node(Title(result) ?? "package", Identity(result));
        root.Add("package", Package(reading));
        foreach (var signature in result.Signatures)
        {
            root.Add("signature", Signature(signature));
        }

        foreach (var external in result.Artifacts.Where(a => a.IsExternal))
        {
            root.Add("external artifact", external.Path);
        }

        foreach (var set in result.Artifacts.Where(a => a.NonManoArtifactSetId is not null).GroupBy(a => a.NonManoArtifactSetId!, StringComparer.Ordinal))
        {
            root.Add("non-MANO set " + set.Key, string.Join(", ", set.Select(a => a.Path)));
        }

        if (result.VnfDescriptor is { } vnf)
        {
            root.Children.AddRange(vnf.Flavours.Select(f => VnfTree.Of(f, f.FlavourId == vnf.DefaultFlavourId && vnf.Flavours.Count > 1)));
        }
        else if (result.NsDescriptor is { } ns)
        {
            root.Children.AddRange(ns.Flavours.Select(f => NsTree.Of(f, f.FlavourId == ns.DefaultFlavourId && ns.Flavours.Count > 1)));
        }
        else if (result.PnfDescriptor is { } pnf)
        {
            root.AddGroup("external connection points", pnf.ExtCps.Select(c => new Node(c.CpdId, string.Join(", ", c.LayerProtocols))));
        }

        return root;
    }

    private static string Identity(PackageReadResult result) => result switch
    {
        { VnfDescriptor: { } vnf } => $"vnfdId {vnf.DescriptorId}, descriptor {vnf.DescriptorVersion}",
        { NsDescriptor: { } ns } => $"nsdId {ns.NsdId}",
        { PnfDescriptor: { } pnf } => $"pnfdId {pnf.PnfdId}",
        _ => "",
    };

    private static string Package(PackageReading reading)
    {
        var result = reading.Result;
        var parts = new List<string> { result.Layout.EntryDefinitions ?? "" };
        parts.Add(string.Create(CultureInfo.InvariantCulture, $"{reading.FileCount} file{(reading.FileCount == 1 ? "" : "s")}, {Units.Bytes(result.Artifacts.Sum(a => a.SizeBytes ?? 0))}"));
        if (result.Manifest is { } manifest && manifest.Entries.Count(e => e.Hash is not null) is var digests and > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{manifest.Path} with {digests} digest{(digests == 1 ? "" : "s")}"));
        }

        if (result.Artifacts.Count(a => a.IsEncrypted) is var encrypted and > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{encrypted} encrypted"));
        }

        return string.Join("; ", reading.FileCount == 1 && result.Manifest is null ? parts.Take(1) : parts);
    }

    private static string Signature(PackageSignature signature)
    {
        var status = signature.Status switch
        {
            SignatureStatus.Trusted => "trusted",
            SignatureStatus.Intact => "intact, trust not judged",
            _ => "refused",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{status}: {signature.Subject} on {signature.Covers} ({signature.Algorithm}, valid until {signature.NotAfter:yyyy-MM-dd})");
    }
}

using System.Globalization;
using NfvOrchestrator.Tosca.Compile;
using NfvOrchestrator.Tosca.Diagnostics;

namespace NfvOrchestrator.Tosca.Packages;

/// <summary>Checks the metadata of a manifest: the keys of its kind of package (SOL004 §4.3.2 for VNF and PNF, SOL007 §4.3.2 for NS), their form, and that they agree with the descriptor.</summary>
internal sealed class MetadataChecker(PackageManifest manifest, bool isDirectory, DiagnosticBag diagnostics)
{
    private static readonly string[] s_vnf = ["vnf_product_name", "vnf_provider_id", "vnf_package_version", "vnf_release_date_time"];
    private static readonly string[] s_vnfMore = ["vnfd_id", "vnf_software_version", "compatible_specification_versions", "vnfm_info", "vnfd_ext_invariant_id", "vnfd_version"];
    private static readonly string[] s_pnf = ["pnfd_name", "pnfd_provider", "pnfd_archive_version", "pnfd_release_date_time"];
    private static readonly string[] s_pnfMore = ["pnfd_id", "pnfd_invariant_id", "pnfd_version", "compatible_specification_versions"];
    private static readonly string[] s_ns = ["nsd_designer", "nsd_name", "nsd_invariant_id", "nsd_release_date_time"];
    private static readonly string[] s_nsMore = ["nsd_id", "nsd_file_structure_version", "nsd_version", "compatible_specification_versions"];

    /// <summary>Names of older editions and of tools in use, with what they mean.</summary>
    private static readonly Dictionary<string, string> s_aliases = new(StringComparer.Ordinal)
    {
        ["vnf_release_data_time"] = "vnf_release_date_time",
        ["pnfd_release_data_time"] = "pnfd_release_date_time",
        ["pnf_release_data_time"] = "pnfd_release_date_time",
        ["pnf_release_date_time"] = "pnfd_release_date_time",
        ["pnf_product_name"] = "pnfd_name",
        ["pnf_provider_id"] = "pnfd_provider",
        ["pnf_package_version"] = "pnfd_archive_version",
        ["nsd_release_data_time"] = "nsd_release_date_time",
    };

    public static string Clause(PackageKind kind) => kind == PackageKind.Ns ? "SOL007 §4.3.2" : "SOL004 §4.3.2";

    /// <summary>The keys that a package of this kind must have.</summary>
    public static IReadOnlyList<string> Required(PackageKind kind) => kind switch
    {
        PackageKind.Vnf => s_vnf,
        PackageKind.Pnf => s_pnf,
        PackageKind.Ns => s_ns,
        _ => [],
    };

    public void Check(CompiledDescriptor compiled)
    {
        var required = Required(compiled.Kind);
        if (required.Count == 0)
        {
            return;
        }

        var clause = Clause(compiled.Kind);
        string[] known = [.. required, .. compiled.Kind switch { PackageKind.Vnf => s_vnfMore, PackageKind.Pnf => s_pnfMore, _ => s_nsMore }];
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in manifest.Metadata)
        {
            var name = s_aliases.GetValueOrDefault(key, key);
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                if (DidYouMean.Hint(key, known) is { } hint)
                {
                    diagnostics.Deviation("TOSCA0029", manifest.Path, LineOf(key), $"unknown metadata '{key}'", clause, hint);
                }

                continue;
            }

            if (name != key)
            {
                diagnostics.Deviation("TOSCA0029", manifest.Path, LineOf(key), $"metadata '{key}' is read as '{name}'", clause);
            }

            values.TryAdd(name, value);
            CheckForm(key, name, value, clause);
        }

        // in a directory only what packing cannot take from the descriptor is worth a word
        var missing = required.Where(k => !values.ContainsKey(k) && (!isDirectory || k.EndsWith("_release_date_time", StringComparison.Ordinal))).ToList();
        if (missing.Count > 0)
        {
            var message = $"metadata {(missing.Count == 1 ? "is" : "are")} missing: {string.Join(", ", missing)}";
            if (isDirectory)
            {
                diagnostics.File("TOSCA0027", Severity.Info, manifest.Path, message, clause, "write it into the manifest, or give it to 'nfvctl package pack --release-date'");
            }
            else
            {
                diagnostics.Deviation("TOSCA0027", manifest.Path, 0, message, clause);
            }
        }

        foreach (var (key, expected, of) in Expected(compiled))
        {
            if (values.TryGetValue(key, out var value) && !string.Equals(value, expected, StringComparison.Ordinal))
            {
                diagnostics.Deviation("TOSCA0028", manifest.Path, LineOf(key), $"{key} is '{value}', but {of} of the descriptor is '{expected}'; the descriptor counts", clause);
            }
        }
    }

    private void CheckForm(string key, string name, string value, string clause)
    {
        if (name.EndsWith("_release_date_time", StringComparison.Ordinal))
        {
            if (!DateTimeOffset.TryParseExact(value, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            {
                diagnostics.Deviation("TOSCA0029", manifest.Path, LineOf(key), $"{key} '{value}' is no date and time of RFC 3339", clause, "write it as 2026-11-28T12:00:00Z");
            }
        }
        else if (name == "compatible_specification_versions"
            && value.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(v => !Version.TryParse(v, out _) || v.Count(c => c == '.') != 2) is { } wrong)
        {
            diagnostics.Deviation("TOSCA0029", manifest.Path, LineOf(key), $"compatible_specification_versions has '{wrong}', which is no version of a specification", clause, "write versions with commas between, e.g. 2.7.1,3.3.1");
        }
        else if (value.Length == 0)
        {
            diagnostics.Deviation("TOSCA0029", manifest.Path, LineOf(key), $"{key} has no value", clause);
        }
    }

    private static IEnumerable<(string Key, string Expected, string Of)> Expected(CompiledDescriptor compiled)
    {
        if (compiled.Vnf is { } vnf)
        {
            yield return ("vnfd_id", vnf.DescriptorId, "descriptor_id");
            yield return ("vnf_product_name", vnf.ProductName, "product_name");
            yield return ("vnf_provider_id", vnf.Provider, "provider");
            yield return ("vnf_software_version", vnf.SoftwareVersion, "software_version");
        }
        else if (compiled.Ns is { } ns)
        {
            yield return ("nsd_id", ns.NsdId, "descriptor_id");
            yield return ("nsd_designer", ns.Designer, "designer");
            yield return ("nsd_name", ns.Name, "name");
            yield return ("nsd_invariant_id", ns.InvariantId, "invariant_id");
        }
        else if (compiled.Pnf is { } pnf)
        {
            yield return ("pnfd_id", pnf.PnfdId, "descriptor_id");
            yield return ("pnfd_name", pnf.Name, "name");
            yield return ("pnfd_provider", pnf.Provider, "provider");
            yield return ("pnfd_invariant_id", pnf.InvariantId, "descriptor_invariant_id");
        }
    }

    private int LineOf(string key) => manifest.MetadataLines.GetValueOrDefault(key);
}

using System.Text.RegularExpressions;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Packages;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>Our own definitions of the TOSCA normative and ETSI SOL001 types: read once per process from embedded resources.</summary>
internal static partial class BuiltInTypes
{
    private static readonly string[] s_resources =
    [
        "tosca_simple_profile_types.yaml", "etsi_nfv_sol001_common_types.yaml", "etsi_nfv_sol001_vnfd_types.yaml",
        "etsi_nfv_sol001_pnfd_types.yaml", "etsi_nfv_sol001_nsd_types.yaml",
    ];

    private static readonly Lazy<TypeSystem> s_types = new(Load);

    public static TypeSystem Types => s_types.Value;

    /// <summary>True for a URL or file name under which ETSI publishes the types: any version, with or without path.</summary>
    public static bool IsWellKnown(string import) => WellKnown().IsMatch(import);

    [GeneratedRegex(@"(^|/)etsi_nfv_sol001_(common|vnfd|nsd|pnfd)_types([_\-.]v?[0-9_.\-]+)?\.ya?ml$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WellKnown();

    private static TypeSystem Load()
    {
        var diagnostics = new DiagnosticBag(strict: true, limit: 20);
        var types = new TypeSystem(null, diagnostics);
        foreach (var resource in s_resources)
        {
            using var stream = typeof(BuiltInTypes).Assembly.GetManifestResourceStream(resource)
                ?? throw new InvalidOperationException($"the assembly lacks its resource {resource}");
            using var reader = new StreamReader(stream);
            types.AddFile(new YamlLoader($"builtin:{resource}", PackageReadOptions.Default, diagnostics).Load(reader.ReadToEnd())
                ?? throw new InvalidOperationException($"{resource}: {diagnostics.ToList()[0]}"));
        }

        // resolving writes to the tables, so everything is resolved before other threads may read them
        types.ResolveAll();
        return diagnostics.HasErrors ? throw new InvalidOperationException($"built-in types: {diagnostics.ToList()[0]}") : types;
    }
}

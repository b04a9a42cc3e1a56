using System.Text.Json;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>A SOL006 VNFD: what concerns the VNF as a whole; flavours are built by <see cref="VnfFlavourImporter"/>.</summary>
internal sealed class VnfImporter(Sol006Context context)
{
    public VnfDescriptor? Import(YangNode vnfd)
    {
        if (vnfd.Text("id") is not { Length: > 0 } id)
        {
            context.Broken(vnfd.At, "the VNFD has no 'id'");
            return null;
        }

        var product = context.Needed(vnfd, "the VNFD", "product-name", vnfd.Text("name", "short-name") ?? id);
        var version = context.Needed(vnfd, "the VNFD", "version", "1.0");
        var parts = new VnfParts(context, vnfd, vnfd.Text("software-version") ?? version);
        var flavours = vnfd.List("df").Select(df => new VnfFlavourImporter(context, vnfd, parts).Import(df)).OfType<DeploymentFlavour>().ToList();
        if (flavours.Count == 0)
        {
            context.Broken(vnfd.At, $"VNFD '{id}' has no deployment flavour (df)");
            return null;
        }

        foreach (var twice in flavours.GroupBy(f => f.FlavourId, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            context.Diagnostics.Error("TOSCA0315", vnfd["df"]!.At, $"flavour '{twice.Key}' is described twice", "SOL006 §6", "give each df an id of its own");
        }

        if (parts.Vdus.Count == 0)
        {
            context.Broken(vnfd.At, $"VNFD '{id}' has no VDU: there is nothing that can be instantiated");
        }

        if (!context.Diagnostics.HasErrors)
        {
            parts.ReportUnused();
        }

        var languages = vnfd.Texts("localization-language");
        return new VnfDescriptor
        {
            DescriptorId = id,
            ExtInvariantId = vnfd.Text("ext-invariant-id"),
            DescriptorVersion = version,
            Provider = context.Needed(vnfd, "the VNFD", "provider", vnfd.Text("vendor") ?? "unknown"),
            ProductName = product,
            SoftwareVersion = vnfd.Text("software-version") ?? version,
            ProductInfoName = vnfd.Text("product-info-name"),
            ProductInfoDescription = vnfd.Text("product-info-description") ?? vnfd.Text("description"),
            VnfmInfo = vnfd.Texts("vnfm-info"),
            LocalizationLanguages = languages,
            DefaultLocalizationLanguage = vnfd.Text("default-localization-language"),
            FlavourIds = flavours.ConvertAll(f => f.FlavourId),
            DefaultFlavourId = flavours[0].FlavourId,
            Flavours = flavours,
            ConfigurableProperties = Configurable(vnfd["configurable-properties"]),
            DeclaredConfigurableProperties = vnfd["configurable-properties"]?.Pairs("additional-configurable-property").Select(p => Parameter(p.Key, p.Value)).ToList() ?? [],
            DeclaredExtensions = vnfd["modifiable-attributes"]?.Texts("extension").Select(n => Parameter(n, null)).ToList() ?? [],
            DeclaredMetadata = vnfd["modifiable-attributes"]?.Texts("metadata").Select(n => Parameter(n, null)).ToList() ?? [],
        };
    }

    public static ParameterDeclaration Parameter(string name, string? fallback) => new()
    {
        Name = name,
        Type = "string",
        Default = string.IsNullOrEmpty(fallback) ? null : new YScalar("", 0, 0, fallback, quoted: true).ToJson(),
    };

    private static JsonElement? Configurable(YangNode? node)
    {
        if (node is null)
        {
            return null;
        }

        var map = new YMap(node.At.File, node.At.Line, node.At.Column);
        void Set(string name, string? value, bool quoted)
        {
            if (value is not null)
            {
                map.Set(new YScalar("", 0, 0, name, quoted: false), new YScalar("", 0, 0, value, quoted));
            }
        }

        Set("is_autoscale_enabled", node.Text("is-auto-scalable-enabled", "is-autoscale-enabled"), quoted: false);
        Set("is_autoheal_enabled", node.Text("is-auto-heal-enabled", "is-autoheal-enabled"), quoted: false);
        foreach (var (key, value) in node.Pairs("additional-configurable-property"))
        {
            Set(key, value, quoted: true);
        }

        return map.Pairs.Count == 0 ? null : map.ToJson();
    }
}

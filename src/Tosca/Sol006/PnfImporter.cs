using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>A SOL006 PNFD.</summary>
internal sealed class PnfImporter(Sol006Context context)
{
    public PnfDescriptor? Import(YangNode pnfd)
    {
        if (pnfd.Text("id") is not { Length: > 0 } id)
        {
            context.Broken(pnfd.At, "the PNFD has no 'id'");
            return null;
        }

        var points = pnfd.List("ext-cpd").Where(c => c.Text("id") is not null).ToList();
        return new PnfDescriptor
        {
            PnfdId = id,
            InvariantId = pnfd.Text("invariant-id") ?? id,
            ExtInvariantId = pnfd.Text("ext-invariant-id"),
            Provider = context.Needed(pnfd, "the PNFD", "provider", "unknown"),
            Version = context.Needed(pnfd, "the PNFD", "version", "1.0"),
            Name = pnfd.Text("name") ?? id,
            FunctionDescription = pnfd.Text("function-description"),
            Location = pnfd.Text("geographical-location-info") is { } place ? new GeographicalLocation { CivicAddress = [KeyValuePair.Create("", place)] } : null,
            ExtCps = points.ConvertAll(c => new ExtCp
            {
                CpdId = c.Text("id")!,
                LayerProtocols = Words.LayerProtocols(c),
                Addressing = Words.Addressing(c),
                Description = c.Text("description"),
            }),
            SecurityGroupRules = Words.SecurityRules(pnfd, rule => points.Where(c => c.Texts("security-group-rule-id").Contains(rule, StringComparer.Ordinal)).Select(c => c.Text("id")!).ToList()),
        };
    }
}

using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>A SOL006 NSD: what concerns the service as a whole; flavours are built by <see cref="NsFlavourImporter"/>.</summary>
internal sealed class NsImporter(Sol006Context context)
{
    public NsDescriptor? Import(YangNode nsd)
    {
        if (nsd.Text("id") is not { Length: > 0 } id)
        {
            context.Broken(nsd.At, "the NSD has no 'id'");
            return null;
        }

        var flavours = nsd.List("df").Select(df => new NsFlavourImporter(context, nsd).Import(df)).OfType<NsDeploymentFlavour>().ToList();
        if (flavours.Count == 0)
        {
            context.Broken(nsd.At, $"NSD '{id}' has no deployment flavour (df)");
            return null;
        }

        // what the service is made of is said again by the profiles
        _ = nsd.Texts("vnfd-id").Concat(nsd.Texts("pnfd-id")).Concat(nsd.Texts("nested-nsd-id")).Count();
        return new NsDescriptor
        {
            NsdId = id,
            InvariantId = nsd.Text("invariant-id") ?? id,
            ExtInvariantId = nsd.Text("ext-invariant-id"),
            Priority = nsd.List("df").Select(d => d.Int("priority")).FirstOrDefault(p => p is not null),
            StrictConstituentOnboarding = nsd.Bool("strict-nsd-constituent-onboarding") ?? true,
            Description = nsd.Text("description"),
            Designer = nsd.Text("designer") ?? nsd.Text("vendor") ?? "",
            Version = context.Needed(nsd, "the NSD", "version", "1.0"),
            Name = nsd.Text("name") ?? id,
            FlavourIds = flavours.ConvertAll(f => f.FlavourId),
            DefaultFlavourId = flavours[0].FlavourId,
            Flavours = flavours,
        };
    }
}

using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Sol006;

/// <summary>A df of a SOL006 VNFD to a flavour: the VDUs of its profiles with what belongs to them.</summary>
internal sealed class VnfFlavourImporter(Sol006Context context, YangNode vnfd, VnfParts parts)
{
    public DeploymentFlavour? Import(YangNode df)
    {
        if (df.Text("id") is not { Length: > 0 } id)
        {
            context.Broken(df.At, "a deployment flavour (df) has no 'id'");
            return null;
        }

        var compute = new VnfComputeImporter(context, parts);
        var vdus = Vdus(df, id, compute);
        var connections = new VnfConnectionImporter(context, vnfd, parts);
        var links = connections.Links(df);
        var (cps, extCps) = connections.Build(vdus, links);
        var vips = connections.Vips(cps);
        var virtualCps = connections.VirtualCps();
        var scaling = new VnfScalingImporter(context, df, id, parts.Vdus.Keys.ToList());
        var aspects = scaling.Aspects(vdus, links.ConvertAll(l => l.Id), [.. vips.Select(v => v.Id), .. virtualCps.Select(v => v.Id)]);
        (vdus, var levels, var defaultLevel) = scaling.Levels(vdus, aspects);
        var lifecycle = new VnfLifecycleImporter(context, vnfd, df);
        var actions = lifecycle.Actions();
        return new DeploymentFlavour
        {
            FlavourId = id,
            Description = df.Text("description"),
            Vdus = vdus,
            StorageResources = compute.Volumes,
            InternalVirtualLinks = links.FindAll(l => cps.Exists(c => c.VirtualLinkId == l.Id) || extCps.Exists(c => c.InternalVirtualLinkId == l.Id) || df.List("virtual-link-profile").Any(p => p.Text("id") == l.Id)),
            InternalCps = cps,
            ExtCps = extCps,
            VipCps = vips,
            VirtualCps = virtualCps,
            OsContainers = compute.Containers(),
            Mciops = df.List("mciop-profile").Where(m => m.Text("id") is not null).Select(m => new Mciop { Id = m.Text("id")!, AssociatedVduIds = m.Texts("associated-vdu") }).ToList(),
            ScalingAspects = aspects,
            InstantiationLevels = levels,
            DefaultInstantiationLevelId = defaultLevel,
            AffinityRules = Words.Affinity(df, df.List("vdu-profile").Concat(df.List("virtual-link-profile")).Concat(df.List("mciop-profile")).Where(p => p.Text("id") is not null).Select(p => (p.Text("id")!, p))),
            SecurityGroupRules = connections.SecurityRules(),
            LcmOperations = lifecycle.Configuration(),
            MonitoringParameters = Words.Monitoring(df),
            DeclaredIndicators = lifecycle.Indicators(),
            SupportedInterfaces = lifecycle.Interfaces(),
            PackageChanges = lifecycle.PackageChanges(id),
            CoordinationActions = actions,
            Coordinations = lifecycle.Coordinations(actions),
            LifecycleInterfaces = lifecycle.Operations(),
            AutoScalePolicies = scaling.Thresholds(vdus),
        };
    }

    private List<Vdu> Vdus(YangNode df, string flavour, VnfComputeImporter compute)
    {
        var profiles = df.List("vdu-profile");
        var result = new List<Vdu>();
        foreach (var profile in profiles)
        {
            if (profile.Text("id") is not { } id || parts.Take(parts.Vdus, id) is not { } vdu)
            {
                context.Broken(profile.At, $"flavour '{flavour}' has a profile for the VDU '{profile.Text("id")}', which is not there", profile.Text("id"), parts.Vdus.Keys);
            }
            else if (!result.Exists(v => v.Id == id) && compute.Vdu(id, vdu, profile) is { } built)
            {
                result.Add(built);
            }
        }

        if (profiles.Count == 0)
        {
            // OSM takes every VDU for part of a flavour without profiles
            context.Diagnostics.Deviation("TOSCA0505", df.At, $"flavour '{flavour}' has no vdu-profile; every VDU is taken, with one instance", "SOL006 §6", "add a vdu-profile for each VDU");
            result.AddRange(parts.Vdus.Keys.Select(id => compute.Vdu(id, parts.Take(parts.Vdus, id)!, null)).OfType<Vdu>());
        }

        return result;
    }
}

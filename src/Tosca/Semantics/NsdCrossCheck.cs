using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Tosca.Semantics;

/// <summary>
/// Checks an NSD against the descriptors of its constituents, when both are at hand: flavours, levels, aspects and connection points that it
/// names must be theirs. What is not at hand is not judged.
/// </summary>
public static class NsdCrossCheck
{
    /// <summary>Findings at the places of the NSD that <see cref="VnfProfile.Place"/> and its like remember.</summary>
    /// <param name="nsd">The network service.</param>
    /// <param name="vnfd">VNFD by id, or null when it is not at hand.</param>
    /// <param name="nested">NSD of a nested service by id, or null.</param>
    /// <param name="pnfd">PNFD by id, or null.</param>
    /// <param name="strict">True: deviations are errors.</param>
    public static IReadOnlyList<Diagnostic> Check(NsDescriptor nsd, Func<string, VnfDescriptor?> vnfd, Func<string, NsDescriptor?>? nested = null, Func<string, PnfDescriptor?>? pnfd = null, bool strict = false)
    {
        ArgumentNullException.ThrowIfNull(nsd);
        ArgumentNullException.ThrowIfNull(vnfd);
        DidYouMean.StartRun();
        var run = new Run(strict);
        foreach (var flavour in nsd.Flavours)
        {
            foreach (var profile in flavour.VnfProfiles)
            {
                if (vnfd(profile.VnfdId) is { } vnf)
                {
                    run.Vnf(flavour, profile, vnf);
                }
            }

            foreach (var profile in flavour.NestedNsProfiles)
            {
                if (nested?.Invoke(profile.NsdId) is { } ns)
                {
                    run.Nested(profile, ns);
                }
            }

            foreach (var profile in flavour.PnfProfiles)
            {
                if (pnfd?.Invoke(profile.PnfdId) is { } pnf)
                {
                    run.Points(flavour, profile.ProfileId, profile.VirtualLinkConnectivity, pnf.ExtCps, $"PNFD '{pnf.Name}'", profile.Place);
                }
            }
        }

        return run.Findings;
    }

    private sealed class Run(bool strict)
    {
        public List<Diagnostic> Findings { get; } = [];

        public void Vnf(NsDeploymentFlavour ns, VnfProfile profile, VnfDescriptor vnf)
        {
            var what = $"VNFD '{vnf.ProductName}' ({vnf.DescriptorId})";
            if (vnf.FindFlavour(profile.FlavourId ?? vnf.DefaultFlavourId) is not { } flavour)
            {
                Tell("TOSCA0410", Severity.Error, profile.Place, $"'{profile.ProfileId}' wants the flavour '{profile.FlavourId}', which {what} does not have", "SOL001 §7.11", DidYouMean.Hint(profile.FlavourId!, vnf.FlavourIds));
                return;
            }

            if (profile.InstantiationLevel is { } level && flavour.FindLevel(level) is null)
            {
                Tell("TOSCA0411", Severity.Error, profile.Place, $"'{profile.ProfileId}' wants the instantiation level '{level}', which flavour '{flavour.FlavourId}' of {what} does not have", "SOL001 §6.2.25", DidYouMean.Hint(level, flavour.InstantiationLevels.Select(l => l.LevelId)));
            }

            foreach (var (aspect, n) in profile.TargetScaleLevels)
            {
                if (flavour.FindAspect(aspect) is not { } found)
                {
                    Tell("TOSCA0411", Severity.Error, profile.Place, $"'{profile.ProfileId}' wants the aspect '{aspect}' at level {n}, but flavour '{flavour.FlavourId}' of {what} has no such aspect", "SOL001 §6.2.25", DidYouMean.Hint(aspect, flavour.ScalingAspects.Select(a => a.AspectId)));
                }
                else if (n < 0 || n > found.MaxScaleLevel)
                {
                    Tell("TOSCA0411", Severity.Error, profile.Place, $"'{profile.ProfileId}' wants the aspect '{aspect}' at level {n}; {what} has the levels 0 to {found.MaxScaleLevel}", "SOL001 §6.2.25", null);
                }
            }

            Points(ns, profile.ProfileId, profile.VirtualLinkConnectivity, flavour.ExtCps, what, profile.Place);
            foreach (var point in ns.Vnffgs.SelectMany(g => g.Nfps).SelectMany(n => n.Positions).SelectMany(p => p.Elements).SelectMany(e => new[] { e.Ingress, e.Egress }).Distinct()
                .Where(p => p.VnfProfileId == profile.ProfileId && p.CpdId is not null && !flavour.ExtCps.Any(c => IsNamed(c, p.CpdId))))
            {
                Tell("TOSCA0412", Severity.Error, profile.Place, $"a forwarding path passes '{profile.ProfileId}' at '{point.CpdId}', which is no external connection point of {what}", "SOL001 §7.8.6", DidYouMean.Hint(point.CpdId!, flavour.ExtCps.Select(c => c.CpdId)));
            }
        }

        public void Nested(NestedNsProfile profile, NsDescriptor ns)
        {
            if (ns.FindFlavour(profile.FlavourId ?? ns.DefaultFlavourId) is not { } flavour)
            {
                Tell("TOSCA0410", Severity.Error, profile.Place, $"'{profile.ProfileId}' wants the flavour '{profile.FlavourId}', which NSD '{ns.Name}' does not have", "SOL001 §7.11", DidYouMean.Hint(profile.FlavourId!, ns.FlavourIds));
                return;
            }

            if (profile.InstantiationLevel is { } level && !flavour.InstantiationLevels.Any(l => l.LevelId == level))
            {
                Tell("TOSCA0411", Severity.Error, profile.Place, $"'{profile.ProfileId}' wants the instantiation level '{level}', which NSD '{ns.Name}' does not have", "SOL001 §7.2.4", DidYouMean.Hint(level, flavour.InstantiationLevels.Select(l => l.LevelId)));
            }

            foreach (var (aspect, n) in profile.TargetScaleLevels)
            {
                var found = flavour.ScalingAspects.FirstOrDefault(a => a.AspectId == aspect);
                if (found is null || n < 0 || n >= Math.Max(1, found.Levels.Count))
                {
                    Tell("TOSCA0411", Severity.Error, profile.Place, $"'{profile.ProfileId}' wants the aspect '{aspect}' at level {n}, which NSD '{ns.Name}' does not have", "SOL001 §7.2.4", DidYouMean.Hint(aspect, flavour.ScalingAspects.Select(a => a.AspectId)));
                }
            }

            foreach (var cp in profile.VirtualLinkConnectivity.SelectMany(c => c.ExtCpdIds).Where(id => flavour.Saps.Count > 0 && id is not "virtual_link" && !flavour.Saps.Any(s => s.SapdId == id)))
            {
                Tell("TOSCA0412", Deviation, profile.Place, $"'{profile.ProfileId}' wires '{cp}', which is no SAP of NSD '{ns.Name}'", "SOL001 §7.11", DidYouMean.Hint(cp, flavour.Saps.Select(s => s.SapdId)));
            }
        }

        public void Points(NsDeploymentFlavour ns, string profile, IReadOnlyList<VirtualLinkConnectivity> wiring, IReadOnlyList<ExtCp> points, string what, SourcePlace? place)
        {
            foreach (var (linkId, cp) in wiring.SelectMany(w => w.ExtCpdIds.Select(c => (w.NsVirtualLinkProfileId, c))))
            {
                if (points.FirstOrDefault(p => IsNamed(p, cp)) is not { } point)
                {
                    Tell("TOSCA0412", Severity.Error, place, $"'{profile}' wires '{cp}' to '{linkId}', but {what} has no such external connection point", "SOL001 §7.11", DidYouMean.Hint(cp, points.SelectMany(p => new[] { p.RequirementName, p.CpdId }).OfType<string>()));
                }
                else if (ns.VirtualLinks.FirstOrDefault(l => l.Id == linkId) is { } link && !LayerProtocols.Fit(point.LayerProtocols, link.LayerProtocols))
                {
                    Tell("TOSCA0330", Deviation, place, $"connection point '{cp}' of '{profile}' speaks {string.Join(", ", point.LayerProtocols)}, but its link '{linkId}' carries {string.Join(", ", link.LayerProtocols)}", "SOL001 §7.8.3", "give both a layer protocol in common");
                }
            }

            foreach (var point in points.Where(p => p.Mandatory && !wiring.Any(w => w.ExtCpdIds.Any(c => IsNamed(p, c)))))
            {
                Tell("TOSCA0413", Deviation, place, $"'{profile}' does not wire '{point.RequirementName ?? point.CpdId}', which {what} demands: it cannot be instantiated without", "SOL001 §7.11", "add the requirement, or make it optional in the VNFD");
            }
        }

        private Severity Deviation => strict ? Severity.Error : Severity.Warning;

        private static bool IsNamed(ExtCp cp, string name) => cp.CpdId == name || cp.RequirementName == name;

        private void Tell(string code, Severity severity, SourcePlace? place, string message, string clause, string? hint) =>
            Findings.Add(new Diagnostic(code, severity, place?.File ?? "(nsd)", place?.Line ?? 0, place?.Column ?? 0, message, clause, hint));
    }
}

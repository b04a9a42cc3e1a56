using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Settings → target state. Pure, and the same for every operation.</summary>
internal static class VnfTargets
{
    /// <summary>The target state of some settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="instance">The instance as it is.</param>
    /// <param name="vnfd">Its descriptor.</param>
    /// <param name="anew">Keys of what is made anew.</param>
    /// <param name="redescribed">The descriptor is another than that by which the instance was made so far.</param>
    public static ResourceGraph Target(VnfSettings settings, VnfRecord instance, VnfDescriptor vnfd, IReadOnlySet<string>? anew = null, bool redescribed = false)
        => GrantResources.KeepPlacement(ComponentNames.Apply(VnfTarget.Build(Input(settings, instance.Resource.VnfInstanceName ?? vnfd.ProductName, vnfd) with
        {
            // Kept and sent as the VIM contract has it.
            UserData = UserData.Of(settings, instance.Resource, vnfd).ToDictionary(static d => d.Key, static d => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(d.Value)), StringComparer.Ordinal),
        }), settings.Names), instance.Resources, anew, redescribed || settings.FlavourId != instance.Settings?.FlavourId);

    /// <summary>All that decides the target.</summary>
    public static VnfTargetInput Input(VnfSettings settings, string name, VnfDescriptor vnfd) => new()
    {
        InstanceName = name,
        Flavour = vnfd.FindFlavour(settings.FlavourId)
            ?? throw new InvalidDataException($"The VNFD '{vnfd.DescriptorId}' has no flavour '{settings.FlavourId}'."),
        VnfcCounts = settings.Sizing.VnfcCounts,
        CpCounts = settings.Sizing.CpCounts,
        ExternalLinks = settings.ExternalLinks,
        ManagedLinks = settings.ManagedLinks.ToDictionary(m => m.VnfVirtualLinkDescId, m => m.ResourceId, StringComparer.Ordinal),
        FirstIndexes = settings.FirstIndexes,
        Stopped = settings.Stopped,
        StoppedVnfcs = settings.StoppedVnfcs.Select(key => key.Split('/') is [var kind, var name, var number] ? $"{kind}/{ComponentNames.IdOf(settings.Names, kind, name)}/{number}" : key).ToHashSet(StringComparer.Ordinal),
    };
}

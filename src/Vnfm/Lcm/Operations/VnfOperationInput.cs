using System.Text.Json;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>What a request is judged by. Judging it is pure: the endpoint does it to refuse early, the worker to act.</summary>
/// <param name="Request">The body.</param>
/// <param name="Record">The instance.</param>
/// <param name="Vnfd">Its descriptor; null: it is not needed.</param>
/// <param name="DefaultVim">The VIM account used when nobody names one.</param>
internal sealed record VnfOperationInput(JsonElement Request, VnfRecord Record, VnfDescriptor? Vnfd, string DefaultVim)
{
    /// <summary>The descriptor of the instance.</summary>
    public VnfDescriptor Descriptor => Vnfd ?? throw new InvalidOperationException("This operation was said to need no descriptor.");

    /// <summary>The descriptor the request wants the instance to have from now on; null: it names none, or there is none.</summary>
    public VnfDescriptor? NewDescriptor { get; init; }

    /// <summary>How scripts are run.</summary>
    public Management.ManagementOptions Management { get; init; } = new();

    /// <summary>The VNF snapshot the request is about; null: it is about none.</summary>
    public Snapshots.VnfSnapshotRecord? Snapshot { get; init; }

    /// <summary>Settings of an instance that has them: demanded of every operation on an instantiated one.</summary>
    public VnfSettings Settings => Record.Settings ?? throw new InvalidOperationException($"The VNF instance '{Record.Resource.Id}' has no settings.");

    /// <summary>The flavour of an instance that has settings.</summary>
    public DeploymentFlavour Flavour => Descriptor.FindFlavour(Settings.FlavourId)
        ?? throw new InvalidDataException($"The VNFD '{Descriptor.DescriptorId}' no longer has the flavour '{Settings.FlavourId}' of the VNF instance '{Record.Resource.Id}'.");
}

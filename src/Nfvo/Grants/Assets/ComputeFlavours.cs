using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Nfvo.Grants.Assets;

/// <summary>
/// Which flavours of the VIM the VDUs of a package get (SOL003 §9.5.2.3 vimAssets computeResourceFlavours). The adapter is asked, which alone knows what fits; where it has none that fits, the grant names none and
/// the adapter makes one with the server.
/// </summary>
internal sealed partial class ComputeFlavours(VimClient vim, TimeProvider clock, ILogger<ComputeFlavours> logger)
{
    private const int MaxKnown = 4096;

    /// <summary>A flavour that somebody made or removed in the VIM is noticed after this time at the latest.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<(TenantId Tenant, string VimId, string VnfdId, string FlavourId, string VduId, string? ImageId), (string? VimFlavourId, DateTimeOffset At)> known = new();

    /// <summary>The VDUs a grant has to tell the flavours of: all of the flavour, as the VNFM may keep them for what it makes later (note 3); none when the operation neither makes nor resizes servers.</summary>
    public static IReadOnlyList<Vdu> Of(GrantRequest request, DeploymentFlavour flavour)
        => (request.AddResources ?? []).Concat(request.UpdateResources ?? []).Any(d => d.Type == ResourceDefinitionType.COMPUTE) ? flavour.Vdus : [];

    /// <summary>The flavours when they are known; null: <see cref="FindAsync"/> has to ask.</summary>
    public IReadOnlyList<VimComputeResourceFlavour>? Known(FlavourQuestion question)
    {
        var found = new List<VimComputeResourceFlavour>(question.Vdus.Count);
        foreach (var vdu in question.Vdus)
        {
            if (!known.TryGetValue(question.KeyOf(vdu), out var entry) || clock.GetUtcNow() - entry.At > LookAgain)
            {
                return null;
            }
            Add(found, question, vdu, entry.VimFlavourId);
        }
        return found;
    }

    /// <summary>Asks for those that are not known. One that cannot be told is left out: the adapter decides when the server is made.</summary>
    public async Task<IReadOnlyList<VimComputeResourceFlavour>> FindAsync(FlavourQuestion question, CancellationToken cancellationToken)
    {
        using var scope = TenantContext.Use(question.Tenant);
        var found = new List<VimComputeResourceFlavour>(question.Vdus.Count);
        foreach (var vdu in question.Vdus)
        {
            try
            {
                Add(found, question, vdu, await OneAsync(question, vdu, cancellationToken));
            }
            catch (VimException untold)
            {
                Log.Untold(logger, question.VimId, vdu.Id, question.VnfdId, untold.Message);
                if (untold.WaitedFor is not null)
                {
                    // It does not answer: a grant does not wait for each VDU again.
                    break;
                }
            }
        }
        return found;
    }

    private static void Add(List<VimComputeResourceFlavour> found, FlavourQuestion question, Vdu vdu, string? id)
    {
        if (id is not null)
        {
            found.Add(new VimComputeResourceFlavour { VimConnectionId = question.VimId, VnfdVirtualComputeDescId = vdu.Id, VimFlavourId = id });
        }
    }

    private async Task<string?> OneAsync(FlavourQuestion question, Vdu vdu, CancellationToken cancellationToken)
    {
        var key = question.KeyOf(vdu);
        if (known.TryGetValue(key, out var entry) && clock.GetUtcNow() - entry.At <= LookAgain)
        {
            return entry.VimFlavourId;
        }
        var node = new ResourceNode { Key = $"{ComponentNames.Servers}/{vdu.Id}", Spec = VnfTarget.Server(vdu) with { Placement = new ComputePlacement(null, question.ImageOf(vdu), null) } };
        var server = (Vim.ComputeSpec)VimSpecs.Of(new VimScope(question.Tenant, question.VnfdId, "", question.VimId, MayBeBroken: false), node);
        var flavour = await vim.FindFlavourAsync(question.VimId, server, cancellationToken);
        if (known.Count >= MaxKnown)
        {
            known.Clear();
        }
        known[key] = (flavour?.Id, clock.GetUtcNow());
        return flavour?.Id;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "VIM account {Vim} does not tell the flavour for VDU {Vdu} of VNFD {Vnfd}: {Reason} The grant names none, and the adapter chooses when the server is made")]
        public static partial void Untold(ILogger logger, string vim, string vdu, string vnfd, string reason);
    }
}

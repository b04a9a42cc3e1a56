using System.Text.Json;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Descriptors;
using NfvOrchestrator.Vnfm.Instances;
using NfvOrchestrator.Vnfm.Snapshots;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>Request → plan, for the worker that carries it out and for the dry run that only shows it. Changes nothing.</summary>
internal sealed class VnfPlanning(IVnfdSource vnfds, VnfDiagnosis diagnosis, IDocumentStore store, VnfmOptions options)
{
    /// <summary>Plans an operation.</summary>
    /// <exception cref="LifecycleRejectedException">It cannot be done; the problem says why.</exception>
    public async Task<VnfPlanDraft> PlanAsync(TenantId tenant, VnfRecord instance, VnfOperation operation, JsonElement request, CancellationToken cancellationToken)
    {
        var vnfd = !operation.NeedsDescriptor ? null : await FindVnfdAsync(tenant, instance.Resource.VnfdId, cancellationToken)
            ?? throw new LifecycleRejectedException(new ProblemDetails
            {
                Status = 409,
                Title = "Descriptor not available",
                Detail = $"The NFVO has no onboarded and enabled package with the VNFD '{instance.Resource.VnfdId}'. Enable the package and repeat the operation.",
            });
        var intent = operation.Intend(new VnfOperationInput(request, instance, vnfd?.Descriptor, options.VimConnectionId)
        {
            Management = options.Management,
            NewDescriptor = await VnfdChange.FindAsync(vnfds, tenant, operation, request, cancellationToken),
            Snapshot = (await SnapshotUse.FindAsync(store, tenant, operation, request, cancellationToken))?.Value,
        });
        var settings = intent.Settings;
        var vimConnectionId = instance.Settings?.VimConnectionId ?? settings?.VimConnectionId ?? options.VimConnectionId;
        var marks = intent.Healing is { } healing ? await DiagnoseAsync(tenant, instance, healing, vimConnectionId, cancellationToken) : null;
        var current = ResourceMark.Apply(instance.Resources, marks);
        var anew = current.Where(r => r.Condition == ResourceCondition.Broken).Select(r => r.Node.Key).ToHashSet(StringComparer.Ordinal);
        var changed = intent.Instance is { } resource ? instance with { Resource = resource } : instance;
        ResourceGraph Of(VnfSettings wanted) => GrantResources.Renew(VnfTargets.Target(wanted, changed, intent.Descriptor ?? vnfd!.Descriptor, anew, intent.Descriptor is not null), current, intent.RenewedDisks);
        var target = intent.Target ?? (settings is null ? ResourceGraph.Empty : Of(settings));
        return new VnfPlanDraft(intent, vimConnectionId, marks, current, target, Planner.Plan(current, target, intent.Wishes))
        {
            Maker = intent.Target is null && settings is not null && (intent.Descriptor ?? vnfd?.Descriptor)?.FindFlavour(settings.FlavourId) is { } flavour ? (flavour, Of) : null,
        };
    }

    private async Task<IReadOnlyList<ResourceMark>> DiagnoseAsync(TenantId tenant, VnfRecord instance, VnfHealing healing, string vimConnectionId, CancellationToken cancellationToken)
    {
        try
        {
            return await diagnosis.FindAsync(tenant, instance, healing, vimConnectionId, cancellationToken);
        }
        catch (VimException silent)
        {
            throw new LifecycleRejectedException(
                new ProblemDetails
                {
                    Status = 503,
                    Title = "The VIM does not tell what is broken",
                    Detail = $"The VIM account '{vimConnectionId}' did not list the resources of the VNF instance '{instance.Resource.Id}': {silent.Message} Nothing was changed. Repeat the operation when the VIM answers.",
                },
                silent);
        }
    }

    private async Task<OnboardedVnfd?> FindVnfdAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken)
    {
        try
        {
            return await vnfds.FindAsync(tenant, vnfdId, cancellationToken);
        }
        catch (InvalidDataException unusable)
        {
            // Asking again gives the same package: the operation ends here instead of trying for ever.
            throw new LifecycleRejectedException(
                new ProblemDetails { Status = 409, Title = "Descriptor not usable", Detail = $"{unusable.Message} Onboard a correct package of the VNFD '{vnfdId}' at the NFVO and repeat the operation." }, unusable);
        }
    }
}

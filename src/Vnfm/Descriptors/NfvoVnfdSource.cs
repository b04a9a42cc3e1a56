using System.Collections.Concurrent;
using System.Net;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Vnfm.Descriptors;

/// <summary>
/// Descriptors from the NFVO's package interface (SOL003 §10), kept once read: a VNFD never changes under its id. Our own NFVO hands out the model
/// it compiled at onboarding; from another NFVO the package is fetched and compiled here.
/// </summary>
internal sealed class NfvoVnfdSource(VnfPackageClient packages, IDocumentStore store, VnfmOptions options) : IVnfdSource
{
    /// <summary>Media type of the compiled model between our NFVO and VNFM.</summary>
    public const string ModelMediaType = "application/vnd.nfvorchestrator.vnfd+json";

    private const int MaxCached = 1024;

    private readonly ConcurrentDictionary<(TenantId Tenant, string VnfdId), OnboardedVnfd> cache = new();

    /// <summary>Whether a package is enabled is asked of the NFVO for every new instance; under load most of them are of a few packages.</summary>
    private readonly SharedQuestions<(TenantId Tenant, string VnfdId), VnfPkgInfo?> packageQuestions = new(async key =>
    {
        using var scope = TenantContext.Use(key.Tenant);
        return await packages.GetByVnfdIdAsync(key.VnfdId, CancellationToken.None);
    });

    /// <inheritdoc/>
    public async Task<OnboardedVnfd?> FindAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue((tenant, vnfdId), out var known))
        {
            return known;
        }
        var found = (await store.GetAsync(VnfmCollections.Vnfds, tenant, vnfdId, cancellationToken))?.Value;
        return found is null ? await FindForNewAsync(tenant, vnfdId, cancellationToken) : Remember(tenant, vnfdId, found);
    }

    /// <inheritdoc/>
    public async Task<OnboardedVnfd?> FindForNewAsync(TenantId tenant, string vnfdId, CancellationToken cancellationToken)
    {
        using var scope = TenantContext.Use(tenant);
        var package = await packageQuestions.AskAsync((tenant, vnfdId), cancellationToken);
        if (package is null || package.OnboardingState != PackageOnboardingStateType.ONBOARDED || package.OperationalState != PackageOperationalStateType.ENABLED)
        {
            return null;
        }
        // The same package has the same content for ever; another package may bring another content under the same id.
        var kept = cache.GetValueOrDefault((tenant, vnfdId)) ?? (await store.GetAsync(VnfmCollections.Vnfds, tenant, vnfdId, cancellationToken))?.Value;
        if (kept?.VnfPkgId == package.Id)
        {
            return Remember(tenant, vnfdId, kept);
        }
        var descriptor = await ReadModelAsync(vnfdId, cancellationToken) ?? await CompileAsync(package, cancellationToken);
        var onboarded = new OnboardedVnfd(package.Id, descriptor);
        await store.CommitAsync(new WriteBatch().Put(VnfmCollections.Vnfds, tenant, vnfdId, onboarded), cancellationToken);
        return Remember(tenant, vnfdId, onboarded);
    }

    /// <inheritdoc/>
    public async Task<string?> FindVnfdIdAsync(TenantId tenant, string vnfPkgId, CancellationToken cancellationToken)
    {
        using var scope = TenantContext.Use(tenant);
        return (await packages.GetAsync(vnfPkgId, cancellationToken))?.VnfdId;
    }

    private OnboardedVnfd Remember(TenantId tenant, string vnfdId, OnboardedVnfd found)
    {
        if (cache.Count >= MaxCached)
        {
            cache.Clear();
        }
        return cache[(tenant, vnfdId)] = found;
    }

    private async Task<VnfDescriptor?> ReadModelAsync(string vnfdId, CancellationToken cancellationToken)
    {
        try
        {
            return await packages.GetVnfdModelAsync(vnfdId, ModelMediaType, ToscaJsonContext.Default.VnfDescriptor, cancellationToken);
        }
        catch (SolRequestException other) when (other.Status is HttpStatusCode.NotAcceptable or HttpStatusCode.BadRequest or HttpStatusCode.OK)
        {
            // 200 with something else: an NFVO that answers in its own form whatever is asked for.
            return null;
        }
    }

    private async Task<VnfDescriptor> CompileAsync(VnfPkgInfo package, CancellationToken cancellationToken)
    {
        // A zip is read from its end: it needs a seekable copy, which goes to disk, not to memory.
        await using var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"vnfm-{Guid.NewGuid():N}.csar"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (var content = await packages.GetPackageContentAsync(package.Id, cancellationToken))
        {
            var buffer = new byte[81920];
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (file.Length + read > options.MaxPackageBytes)
                {
                    throw new InvalidDataException($"The package '{package.Id}' is larger than the {options.MaxPackageBytes} bytes this VNFM accepts (Vnfm:MaxPackageBytes).");
                }
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        file.Position = 0;
        using var files = new ZipPackageFiles(file);
        var result = PackageReader.Read(files);
        return result.VnfDescriptor
            ?? throw new InvalidDataException($"The package '{package.Id}' of the NFVO holds no usable VNFD: {string.Join("; ", result.Errors.Take(3))}");
    }
}

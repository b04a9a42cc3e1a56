using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Accounts;
using NfvOrchestrator.Vim.OpenStack.Capacity;
using NfvOrchestrator.Vim.OpenStack.Follow;
using NfvOrchestrator.Vim.OpenStack.Resources;

namespace NfvOrchestrator.Vim.OpenStack;

/// <summary>OpenStack projects behind the adapter contract.</summary>
internal sealed class OpenStackDriver(
    AccountRegistry accounts, AccountHealth health, ResourceEngine engine, RecordStore records, ResourceWaiters waiters, FollowLoop follow, TimeProvider time) : IVimDriver
{
    /// <summary>SOL003 vimType of the accounts.</summary>
    public const string VimType = "ETSINFV.OPENSTACK_KEYSTONE.V_3";

    private const int BatchWidth = 16;

    public async ValueTask<IReadOnlyList<VimAccount>> ListAccountsAsync(VimCallContext context, CancellationToken cancellationToken) =>
        await Task.WhenAll((await accounts.ListAsync(context.Tenant, cancellationToken)).Select(async account =>
        {
            var (state, detail, capabilities) = await health.LookAsync(account, again: false, cancellationToken);
            return new VimAccount
            {
                Id = account.Id,
                Name = account.Settings.Name ?? account.Id,
                VimType = VimType,
                Zones = capabilities?.Zones ?? [],
                Health = state,
                HealthDetail = detail,
            };
        }));

    public async ValueTask<VimCapacity> GetCapacityAsync(VimCallContext context, string accountId, CancellationToken cancellationToken) =>
        await CapacityReader.ReadAsync(await accounts.GetAsync(context.Tenant, accountId, cancellationToken), cancellationToken);

    public async ValueTask<VimFlavour?> FindFlavourAsync(VimCallContext context, string accountId, ComputeSpec server, CancellationToken cancellationToken)
    {
        var account = await accounts.GetAsync(context.Tenant, accountId, cancellationToken);
        return await ServerHandler.FindFlavourAsync(account, Question(context, account, server), cancellationToken);
    }

    public async ValueTask<VimFlavourPage> ListFlavoursAsync(VimCallContext context, string accountId, string? marker, int limit, CancellationToken cancellationToken) =>
        await AssetLists.FlavoursAsync(await accounts.GetAsync(context.Tenant, accountId, cancellationToken), marker, limit, cancellationToken);

    public async ValueTask<VimImagePage> ListImagesAsync(VimCallContext context, string accountId, string? marker, int limit, CancellationToken cancellationToken) =>
        await AssetLists.ImagesAsync(await accounts.GetAsync(context.Tenant, accountId, cancellationToken), context.Tenant, marker, limit, cancellationToken);

    public async ValueTask<VimNetwork?> FindNetworkAsync(VimCallContext context, string accountId, string reference, CancellationToken cancellationToken)
    {
        var account = await accounts.GetAsync(context.Tenant, accountId, cancellationToken);
        return await PortHandler.FindNetworkAsync(account, Question(context, account, new PortSpec { NetworkRef = reference }), reference, cancellationToken);
    }

    public async ValueTask<VimPutResult> PutAsync(VimCallContext context, string accountId, string key, VimResourceSpec spec, CancellationToken cancellationToken)
    {
        _ = follow; // made before the first resource: it listens to the engine
        var account = await accounts.GetAsync(context.Tenant, accountId, cancellationToken);
        return await engine.PutAsync(account, context.Tenant, key, spec with { Tags = spec.Tags with { Tenant = context.Tenant.Value } }, cancellationToken);
    }

    public async ValueTask<VimResource?> GetAsync(VimCallContext context, string accountId, VimResourceKind kind, string key, TimeSpan wait, CancellationToken cancellationToken)
    {
        var account = await accounts.GetAsync(context.Tenant, accountId, cancellationToken);
        var id = ResourceRecord.IdOf(account.Id, kind, key);
        var begin = time.GetTimestamp();
        var waited = false;
        while (true)
        {
            var changed = waiters.Next(context.Tenant.Value, id);
            VimResource? resource;
            if (waited && await records.GetAsync(context.Tenant, account.Id, kind, key, cancellationToken) is { } read && !read.Value.IsOpen)
            {
                return read.Value.ToAwaited(); // seen a moment ago
            }
            resource = await engine.GetAsync(account, context.Tenant, kind, key, awaited: wait > TimeSpan.Zero, cancellationToken);
            var left = wait - time.GetElapsedTime(begin);
            if (resource is null || !resource.State.IsTransitional() || left <= TimeSpan.Zero)
            {
                return resource;
            }
            await Task.WhenAny(changed, Task.Delay(left, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            waited = true;
        }
    }

    public async ValueTask<VimResource?> DeleteAsync(VimCallContext context, string accountId, VimResourceKind kind, string key, CancellationToken cancellationToken) =>
        await engine.DeleteAsync(await accounts.GetAsync(context.Tenant, accountId, cancellationToken), context.Tenant, kind, key, cancellationToken);

    public async ValueTask<VimResource> ActAsync(VimCallContext context, string accountId, VimResourceKind kind, string key, VimAction action, CancellationToken cancellationToken) =>
        await engine.ActAsync(await accounts.GetAsync(context.Tenant, accountId, cancellationToken), context.Tenant, kind, key, action, cancellationToken);

    /// <summary>The truth: what OpenStack shows with our mark; records only add what was asked for. A resource of ours that OpenStack does not have any more is not listed.</summary>
    public async ValueTask<VimResourcePage> ListAsync(VimCallContext context, string accountId, VimResourceQuery query, CancellationToken cancellationToken)
    {
        var account = await accounts.GetAsync(context.Tenant, accountId, cancellationToken);
        var inventory = new InventoryReader(account, records);
        return await inventory.PageAsync(context.Tenant, query, cancellationToken);
    }

    public async ValueTask<VimResource> UploadImageAsync(VimCallContext context, string accountId, string key, Stream content, CancellationToken cancellationToken) =>
        await engine.UploadAsync(await accounts.GetAsync(context.Tenant, accountId, cancellationToken), context.Tenant, key, content, cancellationToken);

    public async ValueTask<VimConsole> GetConsoleAsync(VimCallContext context, string accountId, string key, string? type, CancellationToken cancellationToken)
    {
        var account = await accounts.GetAsync(context.Tenant, accountId, cancellationToken);
        var server = await engine.GetAsync(account, context.Tenant, VimResourceKind.Compute, key, awaited: false, cancellationToken)
            ?? throw new VimException(VimErrorCause.NOT_FOUND, $"There is no compute '{key}' of your tenant in account '{accountId}'.", kind: VimResourceKind.Compute, resourceKey: key);
        if (server.State != VimResourceState.ACTIVE)
        {
            throw new VimException(VimErrorCause.CONFLICT, $"compute '{key}' is {server.State}: only a server that runs has a console.", kind: VimResourceKind.Compute, resourceKey: key);
        }
        return await ServerConsoles.OpenAsync(account, server, type ?? "novnc", cancellationToken);
    }

    public async ValueTask<VimHostStatus> GetHostAsync(VimCallContext context, string accountId, string host, CancellationToken cancellationToken) =>
        await new HostManager(await accounts.GetAsync(context.Tenant, accountId, cancellationToken), context.Tenant, records, engine).GetAsync(host, cancellationToken);

    public async ValueTask<VimHostStatus> ActOnHostAsync(VimCallContext context, string accountId, string host, VimHostAction action, CancellationToken cancellationToken) =>
        await new HostManager(await accounts.GetAsync(context.Tenant, accountId, cancellationToken), context.Tenant, records, engine).ActAsync(host, action, cancellationToken);

    /// <summary>Kind after kind as they come, many of a kind at the same time: items of one kind do not refer to each other.</summary>
    public async ValueTask<VimBatchResponse> BatchAsync(VimCallContext context, string accountId, VimBatchRequest request, CancellationToken cancellationToken)
    {
        var results = new VimBatchResult[request.Items.Count];
        for (var start = 0; start < results.Length;)
        {
            var end = start + 1;
            while (end < results.Length && request.Items[end].Kind == request.Items[start].Kind && request.Items[end].Verb == request.Items[start].Verb)
            {
                end++;
            }
            await Parallel.ForAsync(start, end, new ParallelOptions { MaxDegreeOfParallelism = BatchWidth, CancellationToken = cancellationToken }, async (i, token) =>
                results[i] = await VimBatchRunner.RunAsync(this, context, accountId, request.Items[i], token));
            start = end;
        }
        return new VimBatchResponse(results);
    }

    /// <summary>What is only asked about: nothing of it is stored.</summary>
    private static ResourceRecord Question(VimCallContext context, OsAccount account, VimResourceSpec spec) =>
        new() { Tenant = context.Tenant.Value, AccountId = account.Id, Kind = spec.Kind, Key = "question", Spec = spec, Phase = RecordPhase.CREATING };
}

using Microsoft.Extensions.Options;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>The simulated accounts behind the adapter contract.</summary>
public sealed class SimulatorDriver : IVimDriver, IDisposable
{
    private readonly SortedDictionary<string, SimulatedNfvi> accounts = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    /// <summary>Builds the NFVIs of the options.</summary>
    public SimulatorDriver(IOptions<SimulatorOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.time = time;
        var settings = options.Value;
        if (settings.DataDirectory is { } directory) Directory.CreateDirectory(directory);
        IEnumerable<SimulatedAccountOptions> configured = settings.Accounts.Count > 0 ? settings.Accounts : [new SimulatedAccountOptions()];
        foreach (var account in configured)
        {
            if (!VimKey.IsValid(account.Id)) throw new ArgumentException($"The simulator's account id '{account.Id}' is not usable: letters, digits and - _ . : ~ are.", nameof(options));
            var journal = settings.DataDirectory is { } data ? Path.Combine(data, $"{account.Id.Replace(':', '_')}.journal") : null;
            accounts.Add(account.Id, new SimulatedNfvi(account, settings.Seed, time, journal, settings.CounterHistory));
        }
    }

    /// <summary>The NFVIs, by account.</summary>
    public IReadOnlyCollection<SimulatedNfvi> Nfvis => accounts.Values;

    /// <summary>The NFVI of an account, whoever asks; throws NOT_FOUND.</summary>
    public SimulatedNfvi Nfvi(string accountId) => accounts.TryGetValue(accountId, out var nfvi)
        ? nfvi
        : throw new VimException(VimErrorCause.NOT_FOUND, $"The simulator has no account '{accountId}'; it has {string.Join(", ", accounts.Keys)}.");

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<VimAccount>> ListAccountsAsync(VimCallContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<VimAccount>>([.. accounts.Values.Where(nfvi => nfvi.Serves(context.Tenant.Value)).Select(nfvi => nfvi.Account)]);

    /// <inheritdoc/>
    public ValueTask<VimCapacity> GetCapacityAsync(VimCallContext context, string accountId, CancellationToken cancellationToken) =>
        ValueTask.FromResult(For(context, accountId).Capacity(context.Tenant.Value));

    /// <inheritdoc/>
    public ValueTask<VimFlavour?> FindFlavourAsync(VimCallContext context, string accountId, ComputeSpec server, CancellationToken cancellationToken) =>
        ValueTask.FromResult(For(context, accountId).FindFlavour(server));

    /// <inheritdoc/>
    public ValueTask<VimFlavourPage> ListFlavoursAsync(VimCallContext context, string accountId, string? marker, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(For(context, accountId).Flavours(marker, limit));

    /// <inheritdoc/>
    public ValueTask<VimImagePage> ListImagesAsync(VimCallContext context, string accountId, string? marker, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(For(context, accountId).Images(context.Tenant.Value, marker, limit));

    /// <inheritdoc/>
    public ValueTask<VimNetwork?> FindNetworkAsync(VimCallContext context, string accountId, string reference, CancellationToken cancellationToken) =>
        ValueTask.FromResult(For(context, accountId).FindNetwork(context.Tenant.Value, reference));

    /// <inheritdoc/>
    public async ValueTask<VimPutResult> PutAsync(VimCallContext context, string accountId, string key, VimResourceSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var tenant = context.Tenant.Value;
        spec = spec with { Tags = spec.Tags with { Tenant = tenant } };
        var result = For(context, accountId).Put(tenant, key, spec, out var fault);
        if (fault is not null) await PlayAsync(fault, cancellationToken);
        return result;
    }

    /// <inheritdoc/>
    public async ValueTask<VimResource?> GetAsync(VimCallContext context, string accountId, VimResourceKind kind, string key, TimeSpan wait, CancellationToken cancellationToken)
    {
        var nfvi = For(context, accountId);
        if (nfvi.FaultOfRead(context.Tenant.Value, kind, key) is { } fault) await PlayAsync(fault, cancellationToken);
        return await nfvi.GetAsync(context.Tenant.Value, kind, key, wait, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<VimResource?> DeleteAsync(VimCallContext context, string accountId, VimResourceKind kind, string key, CancellationToken cancellationToken)
    {
        var left = For(context, accountId).Delete(context.Tenant.Value, kind, key, out var fault);
        if (fault is not null) await PlayAsync(fault, cancellationToken);
        return left;
    }

    /// <inheritdoc/>
    public async ValueTask<VimResource> ActAsync(VimCallContext context, string accountId, VimResourceKind kind, string key, VimAction action, CancellationToken cancellationToken)
    {
        var resource = For(context, accountId).Act(context.Tenant.Value, kind, key, action, out var fault);
        if (fault is not null) await PlayAsync(fault, cancellationToken);
        return resource;
    }

    /// <inheritdoc/>
    public ValueTask<VimResourcePage> ListAsync(VimCallContext context, string accountId, VimResourceQuery query, CancellationToken cancellationToken) =>
        ValueTask.FromResult(For(context, accountId).List(context.Tenant.Value, query));

    /// <inheritdoc/>
    public ValueTask<VimConsole> GetConsoleAsync(VimCallContext context, string accountId, string key, string? type, CancellationToken cancellationToken) =>
        ValueTask.FromResult(For(context, accountId).Console(context.Tenant.Value, key, type));

    /// <inheritdoc/>
    public ValueTask<VimHostStatus> GetHostAsync(VimCallContext context, string accountId, string host, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Administrated(context, accountId).HostStatus(context.Tenant.Value, host));

    /// <inheritdoc/>
    public ValueTask<VimHostStatus> ActOnHostAsync(VimCallContext context, string accountId, string host, VimHostAction action, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Administrated(context, accountId).ActOnHost(context.Tenant.Value, host, action));

    /// <inheritdoc/>
    public async ValueTask<VimResource> UploadImageAsync(VimCallContext context, string accountId, string key, Stream content, CancellationToken cancellationToken) =>
        await For(context, accountId).UploadAsync(context.Tenant.Value, key, content, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var nfvi in accounts.Values) nfvi.Dispose();
    }

    private SimulatedNfvi Administrated(VimCallContext context, string accountId)
    {
        var nfvi = For(context, accountId);
        return nfvi.Administrator
            ? nfvi
            : throw new VimException(VimErrorCause.UNAUTHORIZED, $"Account '{accountId}' is not an administrator's: it cannot see or manage hosts. Use an account that is.");
    }

    private SimulatedNfvi For(VimCallContext context, string accountId)
    {
        ArgumentNullException.ThrowIfNull(context);
        return accounts.TryGetValue(accountId, out var nfvi) && nfvi.Serves(context.Tenant.Value)
            ? nfvi
            : throw new VimException(VimErrorCause.NOT_FOUND, $"There is no VIM account '{accountId}' for tenant '{context.Tenant}' at this simulator. GET {VimApi.Root}/accounts lists them.");
    }

    private async ValueTask PlayAsync(FaultRule fault, CancellationToken cancellationToken)
    {
        if (fault.DelayMilliseconds > 0) await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMilliseconds), time, cancellationToken);
        if (fault.Mode == FaultMode.LOSE_ANSWER) throw new AnswerLostException();
    }
}

using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Tests over an adapter on the cloud under test, through the adapter's own HTTP door.</summary>
/// <param name="name">Beginning of the keys.</param>
public abstract class AdapterTests(string name) : IAsyncLifetime
{
    /// <summary>Tells this run's keys from those of others.</summary>
    private protected string Run { get; } = name + Guid.NewGuid().ToString("N")[..8];

    private protected CloudUnderTest Cloud { get; private set; } = null!;

    private protected AdapterHost Adapter { get; private set; } = null!;

    private protected VimClient Vim { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Cloud = await CloudUnderTest.StartAsync();
        await BeginAsync();
        Adapter = await AdapterHost.StartAsync(Accounts());
        Vim = Adapter.Client(Tenant);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await ClearAsync();
        await Adapter.DisposeAsync();
        await LeaveAsync();
        await EndAsync();
        await Cloud.DisposeAsync();
    }

    /// <summary>Whose everything is; of their own for tests of what a tenant has, as others use the lab at the same time.</summary>
    private protected virtual string Tenant => "t";

    private protected abstract IEnumerable<OpenStackAccountSettings> Accounts();

    /// <summary>Prepares the cloud for the accounts.</summary>
    private protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>Removes what a test left, while the adapter still runs.</summary>
    private protected virtual Task ClearAsync() => Task.CompletedTask;

    /// <summary>Takes back what a test changed in the cloud, past the adapter.</summary>
    private protected virtual Task LeaveAsync() => Task.CompletedTask;

    /// <summary>Takes back what <see cref="BeginAsync"/> prepared.</summary>
    private protected virtual Task EndAsync() => Task.CompletedTask;

    private protected string Key(string of) => $"{Run}:{of}";

    private protected ComputeSpec Server() => new() { Name = Run, Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = CloudUnderTest.Image, Tags = new VimTags { InstanceId = Run } };

    /// <summary>Removes what this run has of some kinds in some accounts, kind after kind.</summary>
    private protected async Task RemoveAsync(IReadOnlyList<string> accounts, IReadOnlyList<VimResourceKind> kinds)
    {
        foreach (var account in accounts)
        {
            foreach (var kind in kinds)
            {
                var keys = new List<string>();
                await foreach (var resource in Vim.ListAllAsync(account, new VimResourceQuery { Kind = kind }, default))
                {
                    if (resource.Key.StartsWith(Run, StringComparison.Ordinal))
                    {
                        keys.Add(resource.Key);
                    }
                }
                foreach (var key in keys)
                {
                    await Vim.EnsureDeletedAsync(account, kind, key, CloudUnderTest.Limit, default);
                }
            }
        }
    }
}

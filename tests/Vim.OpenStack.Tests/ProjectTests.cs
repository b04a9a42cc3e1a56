using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>Tests over an adapter whose account <c>os</c> is an administrator of a project that is theirs alone: whatever is in it, they made.</summary>
/// <param name="name">Beginning of the project's name and of the keys.</param>
public abstract class ProjectTests(string name) : IAsyncLifetime
{
    /// <summary>Tells this run's keys from those of others.</summary>
    private protected string Run { get; } = name + Guid.NewGuid().ToString("N")[..8];

    private protected CloudUnderTest Cloud { get; private set; } = null!;

    private protected CloudProject Project { get; private set; } = null!;

    private protected AdapterHost Adapter { get; private set; } = null!;

    private protected VimClient Vim { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Cloud = await CloudUnderTest.StartAsync();
        Project = await CloudProject.MakeAsync(Cloud, name);
        Adapter = await AdapterHost.StartAsync(Accounts());
        Vim = Adapter.Client(Tenant);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Adapter.DisposeAsync();
        await LeaveAsync();
        await Project.DisposeAsync();
        await Cloud.DisposeAsync();
    }

    /// <summary>Whose everything is; of their own for tests of what a tenant has, as others use the lab at the same time.</summary>
    private protected virtual string Tenant => "t";

    private protected virtual IEnumerable<OpenStackAccountSettings> Accounts() => [Project.Account("os")];

    /// <summary>Takes back what a test changed in the cloud, while the project is still there.</summary>
    private protected virtual Task LeaveAsync() => Task.CompletedTask;

    private protected string Key(string of) => $"{Run}:{of}";

    private protected ComputeSpec Server() => new() { Name = Run, Vcpus = 1, MemoryMib = 512, DiskGib = 1, ImageRef = CloudUnderTest.Image, Tags = new VimTags { InstanceId = Run } };
}

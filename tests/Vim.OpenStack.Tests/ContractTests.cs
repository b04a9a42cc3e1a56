using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;
using NfvOrchestrator.Vim.Tests.Contract;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

#pragma warning disable MA0048 // one contract, three parts

/// <summary>The contract of all adapters, as a member of a project.</summary>
public sealed class ContractTests : VimDriverContract
{
    private readonly DriverUnderTest driver = new("nfv");

    protected override IVimDriver Driver => driver.Driver;

    protected override string Account => "os";

    protected override string Image => CloudUnderTest.Image;

    protected override TimeSpan Patience => CloudUnderTest.Limit;

    public override Task InitializeAsync() => driver.StartAsync();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await driver.StopAsync();
    }
}

/// <summary>The same of volumes.</summary>
public sealed class VolumeContractTests : VimVolumeContract
{
    private readonly DriverUnderTest driver = new("nfv");

    protected override IVimDriver Driver => driver.Driver;

    protected override string Account => "os";

    protected override string Image => CloudUnderTest.Image;

    protected override TimeSpan Patience => CloudUnderTest.Limit;

    public override Task InitializeAsync() => driver.StartAsync();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await driver.StopAsync();
    }
}

/// <summary>The same of hosts, as an administrator.</summary>
public sealed class HostContractTests : VimHostContract
{
    private readonly DriverUnderTest driver = new("admin");

    protected override IVimDriver Driver => driver.Driver;

    protected override string Account => "os";

    protected override string Image => CloudUnderTest.Image;

    protected override TimeSpan Patience => CloudUnderTest.Limit;

    public override Task InitializeAsync() => driver.StartAsync();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await driver.StopAsync();
    }
}

/// <summary>A driver over the cloud under test.</summary>
internal sealed class DriverUnderTest(string user)
{
    private CloudUnderTest cloud = null!;
    private AdapterHost adapter = null!;

    public IVimDriver Driver => adapter.Host.Services.GetRequiredService<IVimDriver>();

    public async Task StartAsync()
    {
        cloud = await CloudUnderTest.StartAsync();
        adapter = await AdapterHost.StartAsync([cloud.Account("os", user)]);
    }

    public async Task StopAsync()
    {
        await adapter.DisposeAsync();
        await cloud.DisposeAsync();
    }
}

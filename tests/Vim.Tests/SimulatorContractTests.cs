using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vim.Tests.Contract;

namespace NfvOrchestrator.Vim.Tests;

/// <summary>The driver contract, on the simulator.</summary>
public sealed class SimulatorContractTests : VimDriverContract
{
    private readonly SimulatorDriver driver = SimulatorUnderContract.New();

    protected override IVimDriver Driver => driver;

    protected override string Account => "sim-1";

    protected override string Image => SimulatorUnderContract.Image;

    public override Task InitializeAsync() => Task.CompletedTask;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        driver.Nfvi("sim-1").Inventory().Resources.ShouldBeEmpty();
        driver.Dispose();
    }
}

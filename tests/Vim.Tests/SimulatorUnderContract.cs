using Microsoft.Extensions.Options;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vim.Tests;

/// <summary>A simulator with latencies, for the contract tests.</summary>
internal static class SimulatorUnderContract
{
    public const string Image = "cirros";

    public static SimulatorDriver New()
    {
        var options = new SimulatorOptions();
        var soon = DurationOptions.Always(TimeSpan.FromMilliseconds(2));
        var account = Nfvis.Options(latency: new LatencyOptions { Boot = soon, Create = soon, Update = soon, Delete = soon });
        account.Images.Add(Image);
        account.Flavours.Add(new SimulatedFlavourOptions { Id = "tiny", Vcpus = 1, MemoryMib = 512, DiskGib = 1 });
        options.Accounts.Add(account);
        return new SimulatorDriver(Options.Create(options), TimeProvider.System);
    }
}

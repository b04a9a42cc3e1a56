using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>The simulated NFVI on a real Kestrel, perhaps behind a cable.</summary>
internal sealed class SimulatedVim(ServiceHost host, Cable? cable = null) : IVimUnderTest
{
    public Cable? Cable => cable;

    public SimulatedNfvi Nfvi => host.Services.GetRequiredService<SimulatorDriver>().Nfvi(VnfmHost.Account);

    public Uri Address => cable?.Address ?? host.BaseAddress;

    public TimeSpan Patience => TimeSpan.FromSeconds(20);

    public IReadOnlyList<VimResource> Resources(string tenant) => [.. Nfvi.Inventory(tenant).Resources.Select(static r => r.Resource)];

    public bool Fault(string instance, FaultMode mode, int skip, FaultOperation operation, int times)
    {
        Nfvi.AddFault(new FaultRule { Mode = mode, InstanceId = instance, Skip = skip, Times = times, Operation = operation, Message = "the VIM does not feel like it" });
        return true;
    }

    public void ClearFaults() => Nfvi.ClearFaults();

    /// <summary>It plays a VIM, which nobody kills.</summary>
    public Task KillAsync() => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (cable is not null)
        {
            await cable.DisposeAsync();
        }
        await host.DisposeAsync();
    }
}

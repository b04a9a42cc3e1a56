using System.Text;
using NfvOrchestrator.Sdn.Paths;
using NfvOrchestrator.Sdn.Simulator;
using NfvOrchestrator.Sdn.Tests.Support;

namespace NfvOrchestrator.Sdn.Tests;

/// <summary>The lab network survives kill -9: what was acknowledged is there again, a torn last line does no harm.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"sdn-{Guid.NewGuid():N}.journal");

    [Fact]
    public async Task Rules_and_failures_are_there_after_a_crash_and_a_torn_line_is_ignored()
    {
        var options = SimulatorHost.Fast() with { DataFile = file };
        await using (var simulator = await SimulatorHost.StartAsync(options))
        await using (var adapter = await AdapterHost.StartAsync(simulator.BaseAddress))
        {
            (await adapter.Client.PutPathAsync("onos", "p1", LabPaths.OverCore1(), TimeSpan.FromSeconds(20), default)).State.ShouldBe(PathState.ACTIVE);
            await adapter.DisposeAsync();
            await simulator.CableAsync(LabTopology.Core(2), 1, up: false);
        }
        await File.AppendAllBytesAsync(file, Encoding.UTF8.GetBytes("{\"op\":\"unflow\",\"dev"));

        for (var run = 0; run < 2; run++)
        {
            await using var again = await SimulatorHost.StartAsync(options);
            (await again.TraceAsync(LabPaths.N3Sap.ToString(), "dst=10.45.0.9")).Exits.ShouldBe([LabPaths.Vim1N3.ToString()]);
            using var links = System.Text.Json.JsonDocument.Parse(await again.Http.GetStringAsync("onos/v1/links"));
            links.RootElement.GetProperty("links").GetArrayLength().ShouldBe(22);
        }
    }

    public void Dispose() => File.Delete(file);
}

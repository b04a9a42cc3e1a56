using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;
using Xunit.Abstractions;

namespace NfvOrchestrator.Vim.Tests;

/// <summary>Prints what a put costs; fails only when it is far out of bounds, as machines differ.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void APutIsCheapWhateverRuns(bool journalled)
    {
        var path = Path.Combine(Path.GetTempPath(), $"nfvi-{Guid.NewGuid():N}.journal");
        try
        {
            var options = new SimulatedAccountOptions();
            options.Hosts.Add(new HostGroupOptions { Count = 50, CpuOvercommit = 16, MemoryOvercommit = 16, DiskGib = 1_000_000 });
            using var nfvi = new SimulatedNfvi(options, 1, new ManualTimeProvider(), journalled ? path : null);
            var rounds = new List<double>();
            for (var round = 0; round < 5; round++)
            {
                var before = Environment.CpuUsage.TotalTime;
                for (var i = 0; i < 2000; i++) nfvi.Put($"{round}:{i}", Nfvis.Server(1, 64) with { Tags = new VimTags { InstanceId = $"i{i / 10}" } }).State.ShouldBe(VimResourceState.ACTIVE);
                rounds.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / 2000);
            }

            output.WriteLine($"journal {journalled}: µs of CPU per put, 2,000 to 10,000 servers on 50 hosts: {string.Join(", ", rounds.Select(one => one.ToString("0.0")))}");
            rounds.Min().ShouldBeLessThan(1000);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

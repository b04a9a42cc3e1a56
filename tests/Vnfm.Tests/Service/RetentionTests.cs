using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm.Retention;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>Old occurrences go; what is not over, and the latest of an instance, never.</summary>
public sealed class RetentionTests
{
    [Fact]
    public async Task Old_occurrences_go_but_never_the_latest_or_one_that_is_not_over()
    {
        await using var host = await VnfmHost.StartAsync();
        var vnf = await VnfDriver.InstantiatedAsync(host);
        var heal = await vnf.StartAsync("heal", """{"vnfcInstanceId":["compute/front/0"],"healScript":"repair"}""");
        (await vnf.EndAsync(heal)).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
        await vnf.CompleteAsync("modify", """{"metadata":{"a":1}}""");
        var other = await VnfDriver.InstantiatedAsync(host);
        other.Break(FaultMode.FAIL, times: null);
        var stopped = await other.StartAsync("scale", """{"type":"SCALE_OUT","aspectId":"load"}""");
        (await other.EndAsync(stopped)).OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        (await ActionsAsync(host)).ShouldBePositive();

        var options = host.Services.GetRequiredService<VnfmOptions>();
        options.Retention.Occurrences = TimeSpan.FromTicks(1);
        host.Services.GetServices<IHostedService>().OfType<OccurrenceRetention>().Single().Wake();
        await Eventually.HoldsAsync(async () => (await OccurrencesAsync(host)).Count == 2, "the old ones go");
        var left = await OccurrencesAsync(host);
        left.ShouldContain(o => o.VnfInstanceId == vnf.Id && o.Operation == LcmOperationType.MODIFY_INFO, "the latest of an instance stays");
        left.ShouldContain(o => o.Id == stopped, "one that is not over stays");
        await Eventually.HoldsAsync(async () => await ActionsAsync(host) == 0, "what its scripts did goes with it");
        host.Nfvi.ClearFaults();
        (await other.ContinueAsync(stopped, "retry")).OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
    }

    private static async Task<IReadOnlyList<VnfLcmOpOcc>> OccurrencesAsync(VnfmHost host)
        => [.. (await host.Store.QueryAllTenantsAsync(VnfmCollections.Occurrences, new StoreQuery(), default)).Items.Select(o => o.Value)];

    private static async Task<int> ActionsAsync(VnfmHost host)
        => (await host.Store.QueryAllTenantsAsync(Management.VnfActionCollections.Records, new StoreQuery(), default)).Items.Count;
}

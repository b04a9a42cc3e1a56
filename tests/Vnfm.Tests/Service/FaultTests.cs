using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>A fault at every call of every operation: a retry reaches the target, a roll back leaves what was before, and nothing leaks.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Reconnect = """{"extVirtualLinks":[{"id":"other","resourceId":"net-b","extCps":[{"cpdId":"out","cpConfig":{"a":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","fixedAddresses":["%ADDRESS%"]}]}}]}}}]}]}""";
    private static int address;
    private VnfmHost host = null!;

    /// <summary>Operation → body; what has to be there before is instantiated, the small flavour.</summary>
    private static readonly Dictionary<string, (string Task, string Body)> Operations = new(StringComparer.Ordinal)
    {
        ["instantiate"] = ("instantiate", VnfDriver.Instantiate()),
        ["scale out"] = ("scale", """{"type":"SCALE_OUT","aspectId":"load","numberOfSteps":1}"""),
        ["scale in"] = ("scale", """{"type":"SCALE_IN","aspectId":"load","numberOfSteps":2}"""),
        ["scale to level"] = ("scale_to_level", """{"scaleInfo":[{"aspectId":"load","scaleLevel":1}]}"""),
        ["change flavour"] = ("change_flavour", """{"newFlavourId":"big"}"""),
        ["heal"] = ("heal", """{"additionalParams":{"all":true,"volumes":"REBUILD"}}"""),
        ["stop"] = ("operate", """{"changeStateTo":"STOPPED","stopType":"GRACEFUL","gracefulStopTimeout":1}"""),
        ["change connectivity"] = ("change_ext_conn", Reconnect),
        ["terminate"] = ("terminate", """{"terminationType":"GRACEFUL","gracefulTerminationTimeout":1}"""),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var operation in Operations.Keys)
            {
                foreach (var mode in (string[])["FAIL", "ERROR_STATE", "LOSE_ANSWER"])
                {
                    cases.Add(operation, mode);
                }
            }
            return cases;
        }
    }

    public async Task InitializeAsync() => host = await VnfmHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whatever_call_fails_the_operation_can_be_continued_and_undone(string operation, string fault)
    {
        var mode = Enum.Parse<FaultMode>(fault);
        var (task, template) = Operations[operation];
        var target = await TargetAsync(operation, task, template);
        for (var index = 0; ; index++)
        {
            foreach (var way in task == "terminate" ? (string[])["retry"] : ["retry", "rollback"])
            {
                var because = $"{operation}, {mode} at call {index}, {way}";
                var vnf = await ReadyAsync(operation);
                var before = vnf.Inventory();
                var rule = vnf.Break(mode, index);
                var id = await vnf.StartAsync(task, Body(template));
                var occurrence = await vnf.EndAsync(id);
                var played = vnf.Played(rule) > 0;
                host.Nfvi.ClearFaults();
                if (occurrence.OperationState == LcmOperationStateType.FAILED_TEMP)
                {
                    played.ShouldBeTrue(because);
                    occurrence.Error!.Detail.ShouldContain(mode == FaultMode.ERROR_STATE && occurrence.Error.Detail.Contains("delete:", StringComparison.Ordinal) ? "could not remove it" : "the VIM does not feel like it");
                    occurrence = await vnf.ContinueAsync(id, way);
                    occurrence.OperationState.ShouldBe(way == "retry" ? LcmOperationStateType.COMPLETED : LcmOperationStateType.ROLLED_BACK, $"{because}: {occurrence.Error?.Detail}");
                    Plain(vnf.Inventory()).ShouldBe(Plain(way == "retry" ? target : before), ignoreOrder: true, because);
                }
                else
                {
                    occurrence.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, $"{because}: {occurrence.Error?.Detail}");
                    Plain(vnf.Inventory()).ShouldBe(Plain(target), ignoreOrder: true, because);
                }
                await vnf.ConsistentAsync(because);
                await CleanAsync(vnf);
                if (!played)
                {
                    index.ShouldBeGreaterThan(0, because);
                    return;
                }
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> TargetAsync(string operation, string task, string template)
    {
        var vnf = await ReadyAsync(operation);
        await vnf.CompleteAsync(task, Body(template));
        var target = vnf.Inventory();
        await CleanAsync(vnf);
        return target;
    }

    private Task<VnfDriver> ReadyAsync(string operation)
        => operation == "instantiate" ? VnfDriver.CreateAsync(host) : VnfDriver.InstantiatedAsync(host, operation is "scale in" or "change flavour" or "scale to level" ? "three" : null);

    private static async Task CleanAsync(VnfDriver vnf)
    {
        if ((await vnf.InstanceAsync()).InstantiatedVnfInfo is not null)
        {
            await vnf.CompleteAsync("terminate", """{"terminationType":"FORCEFUL"}""");
        }
        vnf.Inventory().ShouldBeEmpty();
    }

    /// <summary>Every instance asks for an address of its own.</summary>
    private static string Body(string template)
    {
        var next = Interlocked.Increment(ref address);
        return template.Replace("%ADDRESS%", $"10.2.{next / 250}.{(next % 250) + 3}", StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Plain(IReadOnlyDictionary<string, string> inventory)
        => inventory.ToDictionary(i => i.Key, i => System.Text.RegularExpressions.Regex.Replace(i.Value, @"10\.2\.\d+\.\d+", "10.2.x.x", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)), StringComparer.Ordinal);
}

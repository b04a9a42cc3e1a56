using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim.Simulator;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>A fault at every call of every operation: a retry reaches the target, a roll back leaves what was before, and nothing leaks.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Reconnect = """{"extVirtualLinks":[{"id":"other","resourceId":"net-b","extCps":[{"cpdId":"out","cpConfig":{"a":{"cpProtocolData":[{"layerProtocol":"IP_OVER_ETHERNET","ipOverEthernet":{"ipAddresses":[{"type":"IPV4","fixedAddresses":["%ADDRESS%"]}]}}]}}}]}]}""";
    private static int address;
    private VnfmHost host = null!;

    /// <summary>Operation → how it is asked for, and what has to be there before.</summary>
    private static readonly Dictionary<string, FaultCase> Operations = new(StringComparer.Ordinal)
    {
        ["instantiate"] = new("instantiate", VnfDriver.Instantiate()) { Ready = VnfDriverCreated },
        ["scale out"] = new("scale", """{"type":"SCALE_OUT","aspectId":"load","numberOfSteps":1}"""),
        ["scale in"] = new("scale", """{"type":"SCALE_IN","aspectId":"load","numberOfSteps":2}""") { Ready = Three },
        ["scale to level"] = new("scale_to_level", """{"scaleInfo":[{"aspectId":"load","scaleLevel":1}]}""") { Ready = Three },
        ["change flavour"] = new("change_flavour", """{"newFlavourId":"big"}""") { Ready = Three },
        ["heal"] = new("heal", """{"additionalParams":{"all":true,"volumes":"REBUILD"}}"""),
        ["heal with a script"] = new("heal", """{"vnfcInstanceId":["compute/front/0"],"healScript":"repair"}"""),
        ["stop"] = new("operate", """{"changeStateTo":"STOPPED","stopType":"GRACEFUL","gracefulStopTimeout":1}"""),
        ["stop one"] = new("operate", """{"changeStateTo":"STOPPED","stopType":"FORCEFUL","vnfcInstanceId":["compute/front/0"]}"""),
        ["start some"] = new("operate", """{"changeStateTo":"STARTED","vnfcInstanceId":["compute/front/0","compute/back/0"]}""")
        {
            Ready = host => ThenAsync(VnfDriver.InstantiatedAsync(host), "operate", """{"changeStateTo":"STOPPED","stopType":"FORCEFUL"}"""),
        },
        ["change connectivity"] = new("change_ext_conn", Reconnect),
        ["change connectivity beside a managed link"] = new("change_ext_conn", Reconnect) { Ready = Managed },
        ["change flavour beside a managed link"] = new("change_flavour", """{"newFlavourId":"big"}""") { Ready = Managed },
        ["create snapshot"] = new("create_snapshot", """{"vnfSnapshotInfoId":"%SNAPSHOT%"}""") { Ready = WithSnapshotResource },
        ["create snapshot of one"] = new("create_snapshot", """{"vnfSnapshotInfoId":"%SNAPSHOT%","vnfcInstanceId":"compute/front/0"}""") { Ready = WithSnapshotResource },
        ["revert to snapshot"] = new("revert_to_snapshot", """{"vnfSnapshotInfoId":"%SNAPSHOT%"}""")
        {
            Ready = async host => await ThenAsync(WithSnapshotAsync(host), "scale", """{"type":"SCALE_OUT","aspectId":"load"}"""),
        },
        ["revert one to snapshot"] = new("revert_to_snapshot", """{"vnfSnapshotInfoId":"%SNAPSHOT%","vnfcInstanceId":"compute/front/0"}""") { Ready = WithSnapshotAsync },
        ["change package, rolling"] = new("change_vnfpkg", $$"""{"vnfdId":"{{TestVnfd.NextId}}"}"""),
        ["change package, blue and green"] = new("change_vnfpkg", $$"""{"vnfdId":"{{TestVnfd.NextId}}","additionalParams":{"strategy":"BLUE_GREEN"} }"""),
        ["change package, all at once"] = new("change_vnfpkg", $$"""{"vnfdId":"{{TestVnfd.NextId}}","additionalParams":{"strategy":"ALL_AT_ONCE"} }"""),
        ["terminate"] = new("terminate", """{"terminationType":"GRACEFUL","gracefulTerminationTimeout":1}"""),
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
        var wanted = Operations[operation];
        var task = wanted.Task;
        var target = await TargetAsync(wanted);
        for (var index = 0; ; index++)
        {
            foreach (var way in task == "terminate" ? (string[])["retry"] : ["retry", "rollback"])
            {
                var because = $"{operation}, {mode} at call {index}, {way}";
                var vnf = await wanted.Ready(host);
                var before = vnf.Inventory();
                var rule = vnf.Break(mode, index);
                var id = await vnf.StartAsync(task, Body(wanted, vnf));
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

    private async Task<IReadOnlyDictionary<string, string>> TargetAsync(FaultCase wanted)
    {
        var vnf = await wanted.Ready(host);
        await vnf.CompleteAsync(wanted.Task, Body(wanted, vnf));
        var target = vnf.Inventory();
        await vnf.ConsistentAsync("without a fault");
        await CleanAsync(vnf);
        return target;
    }

    private static Task<VnfDriver> VnfDriverCreated(VnfmHost host) => VnfDriver.CreateAsync(host);

    private static Task<VnfDriver> Three(VnfmHost host) => VnfDriver.InstantiatedAsync(host, "three");

    private static async Task<VnfDriver> Managed(VnfmHost host)
    {
        var vnf = await VnfDriver.CreateAsync(host);
        await vnf.CompleteAsync("instantiate", VnfDriver.Instantiate(managed: true));
        vnf.Inventory().Keys.ShouldNotContain("network:inner");
        return vnf;
    }

    private static async Task<VnfDriver> WithSnapshotResource(VnfmHost host)
    {
        var vnf = await VnfDriver.InstantiatedAsync(host);
        await vnf.NewSnapshotAsync();
        return vnf;
    }

    private static async Task<VnfDriver> WithSnapshotAsync(VnfmHost host)
    {
        var vnf = await WithSnapshotResource(host);
        await vnf.CompleteAsync("create_snapshot", $$"""{"vnfSnapshotInfoId":"{{vnf.Snapshots[0]}}"}""");
        return vnf;
    }

    private static async Task<VnfDriver> ThenAsync(Task<VnfDriver> ready, string task, string body)
    {
        var vnf = await ready;
        await vnf.CompleteAsync(task, body);
        return vnf;
    }

    private static async Task CleanAsync(VnfDriver vnf)
    {
        if ((await vnf.InstanceAsync()).InstantiatedVnfInfo is not null)
        {
            await vnf.CompleteAsync("terminate", """{"terminationType":"FORCEFUL"}""");
        }
        await vnf.DeleteSnapshotsAsync("after the operation");
        vnf.Inventory().ShouldBeEmpty();
    }

    /// <summary>Every instance asks for an address of its own.</summary>
    private static string Body(FaultCase wanted, VnfDriver vnf)
    {
        var next = Interlocked.Increment(ref address);
        return wanted.Body.Replace("%ADDRESS%", $"10.2.{next / 250}.{(next % 250) + 3}", StringComparison.Ordinal)
            .Replace("%SNAPSHOT%", vnf.Snapshots.Count > 0 ? vnf.Snapshots[0] : "", StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Plain(IReadOnlyDictionary<string, string> inventory)
        => inventory.ToDictionary(i => i.Key, i => System.Text.RegularExpressions.Regex.Replace(i.Value, @"10\.2\.\d+\.\d+", "10.2.x.x", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)), StringComparer.Ordinal);

    /// <summary>An operation that is to be broken.</summary>
    /// <param name="Task">Its task resource.</param>
    /// <param name="Body">Its request; <c>%ADDRESS%</c> and <c>%SNAPSHOT%</c> are filled in.</param>
    private sealed record FaultCase(string Task, string Body)
    {
        /// <summary>A VNF that is ready for it; else one of the small flavour that runs.</summary>
        public Func<VnfmHost, Task<VnfDriver>> Ready { get; init; } = static host => VnfDriver.InstantiatedAsync(host);
    }
}

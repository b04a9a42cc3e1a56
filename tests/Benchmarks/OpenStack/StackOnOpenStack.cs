using System.Diagnostics;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;

namespace NfvOrchestrator.Benchmarks.OpenStack;

/// <summary>NFVO, VNFM and adapter in this process over a project of their own, as the lab starts them, with default settings.</summary>
internal sealed class StackOnOpenStack : IAsyncDisposable
{
    private const string NetworkKey = "benchmark:net";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("nfv-openstack-");
    private readonly Dictionary<int, string> packages = [];
    private LabHost lab = null!;
    private LabApi services = null!;

    public CloudUnderTest Cloud { get; private set; } = null!;

    public CloudProject Project { get; private set; } = null!;

    public CloudEyes Eyes { get; private set; } = null!;

    public LabApi Api { get; private set; } = null!;

    public string Network { get; private set; } = "";

    /// <summary>Ends waiting for operations.</summary>
    public CancellationToken Limit { get; set; }

    public VimClient Vim => new(services.Vim);

    public static async Task<StackOnOpenStack> StartAsync()
    {
        var stack = new StackOnOpenStack { Cloud = await CloudUnderTest.StartAsync() };
        stack.Project = await CloudProject.MakeAsync(stack.Cloud, "benchmark");
        stack.Eyes = await stack.Project.EyesAsync();
        stack.lab = await LabHost.StartAsync(
            new LabOptions { DataDirectory = stack.folder.FullName, Durability = StoreDurability.Normal, OpenStack = stack.Project.Account(LabHost.VimAccount), MetricsInterval = TimeSpan.FromMinutes(10) }, CancellationToken.None);
        stack.Api = new LabApi(stack.lab.Addresses, stack.lab.Self);
        stack.services = new LabApi(stack.lab.Addresses, stack.lab.Services, LabHost.Tenant);
        var network = await stack.Vim.EnsureAsync(
            LabHost.VimAccount, NetworkKey, new NetworkSpec { Name = "net", Subnets = [new VimSubnet { Cidr = "10.96.0.0/16", Gateway = null, Dhcp = false }], Tags = new VimTags { InstanceId = "benchmark" } }, Patience, CancellationToken.None);
        stack.Network = network.VimResourceId!;
        var warm = await stack.CreateAsync(1);
        await stack.EndAsync(await stack.InstantiateAsync(warm)); // uploads the image, compiles the code
        await stack.TerminateAsync([warm]);
        return stack;
    }

    /// <summary>A VNF instance of so many servers, not instantiated.</summary>
    public async Task<string> CreateAsync(int servers)
    {
        if (!packages.TryGetValue(servers, out var vnfd))
        {
            var written = OneVduPackage.Write(servers);
            packages[servers] = vnfd = await Onboarding.VnfAsync(Api.Packages, written, CancellationToken.None);
            Directory.Delete(written, recursive: true);
        }
        return (await Api.VnfLcm.CreateAsync(new CreateVnfRequest { VnfdId = vnfd })).Resource.Id;
    }

    public async Task<string> InstantiateAsync(string vnf) => (await Api.VnfLcm.InstantiateAsync(vnf, new InstantiateVnfRequest
    {
        FlavourId = "simple",
        ExtVirtualLinks = [new ExtVirtualLinkData { Id = "net", VimConnectionId = LabHost.VimAccount, ResourceId = Network, ExtCps = [new VnfExtCpData { CpdId = "net" }] }],
    })).OpOccId;

    /// <summary>Waits for COMPLETED.</summary>
    public async Task EndAsync(string occurrence, int pauseMs = 50)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Patience)
        {
            var operation = (await Api.VnfLcm.GetOpOccAsync(occurrence))!;
            switch (operation.OperationState)
            {
                case LcmOperationStateType.COMPLETED:
                    return;
                case LcmOperationStateType.STARTING or LcmOperationStateType.PROCESSING or LcmOperationStateType.ROLLING_BACK:
                    await Task.Delay(pauseMs, Limit);
                    break;
                default:
                    throw new InvalidOperationException($"{operation.Operation} ended {operation.OperationState}: {operation.Error?.Detail}");
            }
        }
        throw new TimeoutException($"Operation {occurrence} did not end within {Patience.TotalMinutes:0} minutes.");
    }

    public async Task TerminateAsync(IEnumerable<string> vnfs) => await Parallel.ForEachAsync(vnfs, new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (vnf, stop) =>
    {
        await EndAsync((await Api.VnfLcm.TerminateAsync(vnf, new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL }, cancellationToken: stop)).OpOccId, 200);
        await Api.VnfLcm.DeleteAsync(vnf, stop);
    });

    /// <summary>Removes what a part that was broken off has left: stacks, servers, ports.</summary>
    public async Task EmptyAsync()
    {
        foreach (var stack in await Eyes.ListAsync("orchestration", "/stacks", "stacks"))
        {
            await Eyes.SendAsync(HttpMethod.Delete, "orchestration", $"/stacks/{(string)stack["stack_name"]!}/{(string)stack["id"]!}");
        }
        foreach (var kind in new[] { VimResourceKind.Compute, VimResourceKind.Port })
        {
            var keys = new List<string>();
            await foreach (var resource in Vim.ListAllAsync(LabHost.VimAccount, new VimResourceQuery { Kind = kind }, CancellationToken.None))
            {
                keys.Add(resource.Key);
            }
            await Parallel.ForEachAsync(keys, new ParallelOptions { MaxDegreeOfParallelism = 10 }, async (key, _) => await Vim.EnsureDeletedAsync(LabHost.VimAccount, kind, key, Patience, CancellationToken.None));
        }
        foreach (var server in await Eyes.ListAsync("compute", "/servers", "servers"))
        {
            await Eyes.SendAsync(HttpMethod.Delete, "compute", $"/servers/{(string)server["id"]!}");
        }
        while ((await Eyes.ListAsync("compute", "/servers", "servers")).Count > 0 || (await Eyes.ListAsync("orchestration", "/stacks", "stacks")).Count > 0)
        {
            await Task.Delay(500);
        }
        foreach (var port in await Eyes.ListAsync("network", $"/v2.0/ports?project_id={Eyes.ProjectId}", "ports"))
        {
            await Eyes.SendAsync(HttpMethod.Delete, "network", $"/v2.0/ports/{(string)port["id"]!}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Vim.EnsureDeletedAsync(LabHost.VimAccount, VimResourceKind.Network, NetworkKey, Patience, CancellationToken.None);
        var images = new List<string>();
        await foreach (var image in Vim.ListAllAsync(LabHost.VimAccount, new VimResourceQuery { Kind = VimResourceKind.Image }, CancellationToken.None))
        {
            images.Add(image.Key);
        }
        foreach (var image in images)
        {
            await Vim.EnsureDeletedAsync(LabHost.VimAccount, VimResourceKind.Image, image, Patience, CancellationToken.None);
        }
        Api.Dispose();
        services.Dispose();
        await lab.DisposeAsync();
        Eyes.Dispose();
        await Project.DisposeAsync();
        await Cloud.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

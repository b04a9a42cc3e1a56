using System.Text.Json.Nodes;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;
using NfvOrchestrator.Vim.Simulator;
using NfvOrchestrator.Vnfm.Tests.Service;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Stack;

/// <summary>
/// The OpenStack adapter below the VNFM of the model test, in a project with the networks and images that its descriptor names. Faults are played on the way to OpenStack, by proxies that refuse a request or cut
/// its answer after it was carried out, and in OpenStack itself, where no host binds a port. A kill is one of the adapter, too.
/// </summary>
internal sealed class OpenStackVim : IVimUnderTest
{
    /// <summary>Networks and images that the descriptors and requests of the model name.</summary>
    public const int Networks = 3;

    public static readonly IReadOnlyList<string> Images = ["front_image", "back_image", "cache_image", "probe_image", "front_image_2", "back_image_2"];

    private readonly InMemoryDocumentStore memory = new(TimeProvider.System);
    private readonly Dictionary<string, CutProxy> proxies = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private AdapterHost adapter = null!;
    private MortalStore store = null!;
    private OpenStackAccountSettings account = null!;
    private (FaultMode Mode, FaultOperation Operation, int Skip, int Times)? fault;

    private Action<OpenStackOptions>? configure;

    private OpenStackVim(CloudProject project) => Project = project;

    public CloudProject Project { get; }

    public Uri Address => adapter.Host.BaseAddress;

    public TimeSpan Patience => CloudUnderTest.IsReal ? TimeSpan.FromMinutes(2) : TimeSpan.FromSeconds(20);

    public static async Task<OpenStackVim> StartAsync(CloudUnderTest cloud, Action<OpenStackOptions>? configure = null)
    {
        var vim = new OpenStackVim(await CloudProject.MakeAsync(cloud, "model")) { configure = configure };
        for (var number = 4; cloud.Shaped is { } shaped && number <= 12; number++)
        {
            shaped.Hosts[$"compute{number}"] = true; // the fronts of both versions are kept apart
        }
        using var eyes = await vim.Project.EyesAsync();
        foreach (var (name, cidr) in new[] { ("net-a", "10.1.0.0/16"), ("net-b", "10.2.0.0/16"), ("net-m", "10.3.0.0/16") })
        {
            var network = await eyes.SendAsync(HttpMethod.Post, "network", "/v2.0/networks", new JsonObject { ["network"] = new JsonObject { ["name"] = name } });
            await eyes.SendAsync(HttpMethod.Post, "network", "/v2.0/subnets", new JsonObject { ["subnet"] = new JsonObject { ["network_id"] = (string)network!["network"]!["id"]!, ["ip_version"] = 4, ["cidr"] = cidr, ["gateway_ip"] = null, ["enable_dhcp"] = false } });
        }
        vim.account = vim.Project.Account(VnfmHost.Account);
        foreach (var (service, type) in new[] { ("compute", "compute"), ("network", "network"), ("volume", "volumev3") })
        {
            var endpoint = new Uri(eyes.Endpoint(type));
            var proxy = vim.proxies[service] = new CutProxy(endpoint) { Judge = vim.Judge };
            vim.account.EndpointOverrides[service] = proxy.Url + endpoint.AbsolutePath.TrimEnd('/');
        }
        await vim.StartAdapterAsync();
        var client = vim.adapter.Client("images");
        foreach (var image in Images)
        {
            await client.EnsureAsync(VnfmHost.Account, image, new ImageSpec { Name = image, DiskFormat = "RAW", ContainerFormat = "BARE", ContentFollows = true }, CloudUnderTest.Limit, default);
            await client.UploadImageAsync(VnfmHost.Account, image, new MemoryStream(new byte[512]), default);
        }
        return vim;
    }

    public IReadOnlyList<VimResource> Resources(string tenant) => Task.Run(async () =>
    {
        var all = new List<VimResource>();
        await foreach (var resource in adapter.Client(tenant).ListAllAsync(VnfmHost.Account, new VimResourceQuery(), default))
        {
            all.Add(resource);
        }
        return all;
    }).GetAwaiter().GetResult();

    public bool Fault(string instance, FaultMode mode, int skip, FaultOperation operation, int times)
    {
        if (mode == FaultMode.ERROR_STATE)
        {
            if (Project.Cloud.Shaped is { } shaped)
            {
                shaped.BuildsFail = true;
            }
            else if (LabMachine.IsHere)
            {
                LabMachine.BindNothing();
            }
            return Project.Cloud.Shaped is not null || LabMachine.IsHere;
        }
        lock (gate)
        {
            fault = (mode, operation, skip, times);
        }
        return true;
    }

    public void ClearFaults()
    {
        lock (gate)
        {
            fault = null;
        }
        if (Project.Cloud.Shaped is { } shaped)
        {
            shaped.BuildsFail = false;
        }
        else if (LabMachine.IsHere)
        {
            LabMachine.BindAgain();
        }
    }

    public async Task KillAsync()
    {
        store.Die();
        await adapter.DisposeAsync();
        await StartAdapterAsync();
    }

    public async ValueTask DisposeAsync()
    {
        ClearFaults();
        var client = adapter.Client("images");
        foreach (var image in Images)
        {
            await client.EnsureDeletedAsync(VnfmHost.Account, VimResourceKind.Image, image, CloudUnderTest.Limit, default);
        }
        await adapter.DisposeAsync();
        foreach (var proxy in proxies.Values)
        {
            await proxy.DisposeAsync();
        }
        using (var eyes = await Project.EyesAsync())
        {
            foreach (var network in await eyes.ListAsync("network", $"/v2.0/networks?project_id={eyes.ProjectId}", "networks"))
            {
                await eyes.SendAsync(HttpMethod.Delete, "network", $"/v2.0/networks/{(string)network["id"]!}");
            }
        }
        await Project.DisposeAsync();
    }

    private async Task StartAdapterAsync()
    {
        store = new MortalStore(memory);
        adapter = await AdapterHost.StartAsync([account], store, o =>
        {
            o.InstanceName = "adapter";
            configure?.Invoke(o);
        });
    }

    /// <summary>Requests that change something count.</summary>
    private CutAction Judge(string request)
    {
        lock (gate)
        {
            if (fault is not { } now || request.StartsWith("GET ", StringComparison.Ordinal) || (now.Operation == FaultOperation.DELETE && !request.StartsWith("DELETE ", StringComparison.Ordinal)))
            {
                return CutAction.Pass;
            }
            if (now.Skip > 0)
            {
                fault = now with { Skip = now.Skip - 1 };
                return CutAction.Pass;
            }
            fault = now.Times > 1 ? now with { Times = now.Times - 1 } : null;
            return now.Mode == FaultMode.LOSE_ANSWER ? CutAction.CutAnswer : CutAction.Refuse;
        }
    }
}

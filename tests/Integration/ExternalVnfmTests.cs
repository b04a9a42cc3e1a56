using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Integration;

/// <summary>
/// A second VNFM, a process of its own with its own database, registered at the NFVO as one of another maker would be: it gets VNFs that name it, asks for grants with its own client, and is told nothing
/// of the tenant's other VNFs.
/// </summary>
public sealed class ExternalVnfmTests(LabFixture lab) : IClassFixture<LabFixture>
{
    private const string Program = "NfvOrchestrator.Vnfm";
    private const string VnfdId = "3140a100-0000-4000-8000-0000000000a1";
    private const string NsdId = "3140a100-0000-4000-8000-0000000000a2";

    [Fact]
    public async Task A_registered_vnfm_brings_up_the_vnfs_that_name_it()
    {
        var data = Directory.CreateTempSubdirectory("nfv-acme-");
        try
        {
            using var services = lab.Services.Client(lab.Lab.Addresses.Nfvo);
            var client = await RegisterAsync(services, "http://127.0.0.1:9/", null);
            await using var acme = await ServiceProcess.StartAsync(Program, Settings(data.FullName, client));
            var login = await lab.Lab.MakeOperatorAsync("nfvo-at-acme", new TenantId(LabHost.Tenant), CancellationToken.None);
            await RegisterAsync(services, acme.Address.AbsoluteUri, login);
            await Eventually.HoldsAsync(async () => (await VnfmAsync()).GetProperty("health").GetProperty("state").GetString() == "UP", "the second VNFM answers");

            await OnboardAsync();
            var service = (await lab.Api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = NsdId, NsName = "acme", NsDescription = "at the second VNFM" })).Resource;
            var accepted = await lab.Api.NsLcm.InstantiateAsync(service.Id, new InstantiateNsRequest { NsFlavourId = "simple" });
            (await lab.NsEndAsync(accepted.OpOccId)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED, acme.Output);

            // The VNF is there, and nowhere else.
            var vnf = (await lab.Api.NsLcm.GetAsync(service.Id))!.VnfInstance!.Single();
            using var http = lab.Api.Client(acme.Address);
            var theirs = new VnfLcmClient(http);
            (await theirs.GetAsync(vnf.Id)).ShouldNotBeNull().InstantiationState.ShouldBe(Sol.Common.InstantiationState.INSTANTIATED);
            (await lab.Api.VnfLcm.GetAsync(vnf.Id)).ShouldBeNull();
            (await lab.InVimAsync(vnf.Id)).ShouldNotBeEmpty();
            (await lab.ReservationAsync(vnf.Id)).ShouldNotBeNull("the NFVO granted it").ConfirmedKeys.ShouldNotBeEmpty("and knows that it is there");
            using (var refused = await services.DeleteAsync(new Uri("nfvo-ext/v1/vnfms/acme", UriKind.Relative)))
            {
                refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
                (await refused.Content.ReadAsStringAsync()).ShouldContain("has VNFs at the VNFM");
            }

            // What is open to it, and what is not.
            using var own = new LabApi(lab.Lab.Addresses, new ClientCredentials(client.Id, client.Secret));
            (await own.Packages.GetByVnfdIdAsync(VnfdId)).ShouldNotBeNull();
            ((int?)(await Should.ThrowAsync<SolRequestException>(() => own.NsLcm.GetAsync(service.Id))).Status).ShouldBe(403);
            ((int?)(await Should.ThrowAsync<SolRequestException>(() => own.Packages.DeleteAsync("any"))).Status).ShouldBe(403);
            ((int?)(await Should.ThrowAsync<SolRequestException>(() => own.VnfLcm.GetAsync("any"))).Status).ShouldBe(403);

            var ended = await lab.Api.NsLcm.TerminateAsync(service.Id, new TerminateNsRequest());
            (await lab.NsEndAsync(ended.OpOccId)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED, acme.Output);
            (await theirs.GetAsync(vnf.Id)).ShouldBeNull();
            (await lab.InVimAsync(vnf.Id)).ShouldBeEmpty();
            (await lab.ReservationAsync(vnf.Id)).ShouldBeNull();
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    /// <summary>The VNFM goes away in the middle and comes back: the service waits for it, and nothing is doubled.</summary>
    [Fact]
    public async Task A_registered_vnfm_that_comes_back_is_gone_on_with()
    {
        var data = Directory.CreateTempSubdirectory("nfv-acme-");
        try
        {
            using var services = lab.Services.Client(lab.Lab.Addresses.Nfvo);
            var client = await RegisterAsync(services, "http://127.0.0.1:9/", null);
            var login = await lab.Lab.MakeOperatorAsync("nfvo-at-acme-2", new TenantId(LabHost.Tenant), CancellationToken.None);
            await OnboardAsync();
            var acme = await ServiceProcess.StartAsync(Program, Settings(data.FullName, client));
            string id;
            SolAccepted accepted;
            await using (acme)
            {
                await RegisterAsync(services, acme.Address.AbsoluteUri, login);
                id = (await lab.Api.NsLcm.CreateAsync(new CreateNsRequest { NsdId = NsdId, NsName = "back", NsDescription = "its VNFM goes and comes" })).Resource.Id;
                // The VIM keeps it waiting, so that the VNFM is killed in the middle.
                using var held = await HangAsync();
                accepted = await lab.Api.NsLcm.InstantiateAsync(id, new InstantiateNsRequest { NsFlavourId = "simple" });
                using var http = lab.Api.Client(acme.Address);
                var theirs = new VnfLcmClient(http);
                await Eventually.HoldsAsync(
                    async () =>
                    {
                        await foreach (var occurrence in theirs.ListOpOccsAsync("(eq,operationState,PROCESSING)", allFields: false, CancellationToken.None))
                        {
                            return (await lab.InVimAsync(occurrence.VnfInstanceId)).Any(r => r.Kind == Vim.VimResourceKind.Compute);
                        }
                        return false;
                    },
                    "the second VNFM waits for its server");
            }
            await ReleaseAsync();
            await using var again = await ServiceProcess.StartAsync(Program, Settings(data.FullName, client), acme.Address.Port);
            try
            {
                await Eventually.HoldsAsync(async () => (await lab.Api.NsLcm.GetOpOccAsync(accepted.OpOccId))!.OperationState != NsLcmOperationStateType.PROCESSING, "the operation ends or stops", TimeSpan.FromMinutes(1));
            }
            catch (TimeoutException late)
            {
                using var asking = lab.Api.Client(again.Address);
                asking.DefaultRequestHeaders.Add("Version", "2.0.0");
                Assert.Fail($"{late.Message}\n{await asking.GetStringAsync(new Uri("vnflcm/v2/vnf_lcm_op_occs", UriKind.Relative))}\n{await asking.GetStringAsync(new Uri("health/ready", UriKind.Relative))}\n{again.Output}");
            }
            if ((await lab.Api.NsLcm.GetOpOccAsync(accepted.OpOccId))!.OperationState == NsLcmOperationStateType.FAILED_TEMP)
            {
                await lab.Api.NsLcm.RetryAsync(accepted.OpOccId);
            }
            (await lab.NsEndAsync(accepted.OpOccId)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED, again.Output);
            var vnf = (await lab.Api.NsLcm.GetAsync(id))!.VnfInstance!.Single();
            (await lab.InVimAsync(vnf.Id)).Count(r => r.Kind == Vim.VimResourceKind.Compute).ShouldBe(1);
            var ended = await lab.Api.NsLcm.TerminateAsync(id, new TerminateNsRequest());
            (await lab.NsEndAsync(ended.OpOccId)).OperationState.ShouldBe(NsLcmOperationStateType.COMPLETED, again.Output);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private Dictionary<string, string> Settings(string folder, (string Id, string Secret) client) => new(StringComparer.Ordinal)
    {
        ["Vnfm:Nfvo"] = lab.Lab.Addresses.Nfvo.AbsoluteUri,
        ["Vnfm:Vim"] = lab.Lab.Addresses.Vim.AbsoluteUri,
        ["Vnfm:VimConnectionId"] = LabHost.VimAccount,
        ["Store:Path"] = Path.Combine(folder, "vnfm.db"),
        ["Nfv:Auth:Authority"] = lab.Lab.Addresses.Nfvo.AbsoluteUri,
        ["Nfv:Auth:AllowPlainHttp"] = "true",
        ["Nfv:Credentials:TokenEndpoint"] = new Uri(lab.Lab.Addresses.Nfvo, "oauth2/token").AbsoluteUri,
        ["Nfv:Credentials:ClientId"] = client.Id,
        ["Nfv:Credentials:ClientSecret"] = client.Secret,
        ["Notifications:Callback:AllowLoopback"] = "true",
    };

    /// <summary>Registers it, and makes the client with which it logs in at the NFVO.</summary>
    private async Task<(string Id, string Secret)> RegisterAsync(HttpClient services, string root, ClientCredentials? login)
    {
        var authentication = login is null ? "" : $$""","authentication":{"tokenEndpoint":"{{new Uri(lab.Lab.Addresses.Nfvo, "oauth2/token")}}","clientId":"{{login.ClientId}}","clientSecret":"{{login.Secret}}"}""";
        using var put = await services.PutAsync(
            new Uri("nfvo-ext/v1/vnfms/acme", UriKind.Relative), new StringContent($$"""{"apiRoot":"{{root}}","vnfmInfo":["acme:1"]{{authentication}} }""", Encoding.UTF8, "application/json"));
        put.IsSuccessStatusCode.ShouldBeTrue(await put.Content.ReadAsStringAsync());
        if (login is not null)
        {
            return default;
        }
        using var made = await services.PostAsync(new Uri("nfvo-ext/v1/vnfms/acme/client", UriKind.Relative), null);
        made.StatusCode.ShouldBe(HttpStatusCode.OK, await made.Content.ReadAsStringAsync());
        var client = await made.Content.ReadFromJsonAsync<JsonElement>();
        return (client.GetProperty("clientId").GetString()!, client.GetProperty("clientSecret").GetString()!);
    }

    private async Task<JsonElement> VnfmAsync()
    {
        using var client = lab.Api.Client(lab.Lab.Addresses.Nfvo);
        return await client.GetFromJsonAsync<JsonElement>(new Uri("nfvo-ext/v1/vnfms/acme", UriKind.Relative));
    }

    /// <summary>The minimal VNF and service, with descriptors that name the second VNFM.</summary>
    private async Task OnboardAsync()
    {
        if (await lab.Api.Packages.GetByVnfdIdAsync(VnfdId) is not null)
        {
            return;
        }
        var folder = Directory.CreateTempSubdirectory("nfv-acme-packages-");
        try
        {
            foreach (var name in (string[])["vnf", "ns"])
            {
                var source = Samples.Find($"minimal/{name}");
                foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
                {
                    var copy = Path.Combine(folder.FullName, name, Path.GetRelativePath(source, file));
                    Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                    if (file.EndsWith(".yaml", StringComparison.Ordinal))
                    {
                        await File.WriteAllTextAsync(copy, (await File.ReadAllTextAsync(file))
                            .Replace("3140a100-0000-4000-8000-000000000001", VnfdId, StringComparison.Ordinal)
                            .Replace("3140a100-0000-4000-8000-000000000002", NsdId, StringComparison.Ordinal)
                            .Replace("etsivnfm:v3.7.1", "acme:1", StringComparison.Ordinal));
                    }
                    else
                    {
                        File.Copy(file, copy);
                    }
                }
            }
            (await Onboarding.VnfAsync(lab.Api.Packages, Path.Combine(folder.FullName, "vnf"), CancellationToken.None)).ShouldBe(VnfdId);
            (await Onboarding.NsdAsync(lab.Api.Nsds, Path.Combine(folder.FullName, "ns"), CancellationToken.None)).ShouldBe(NsdId);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The VIM holds every server that is to be made.</summary>
    private async Task<HttpResponseMessage> HangAsync()
    {
        var rule = new StringContent("""{"operation":"CREATE","kind":"compute","mode":"HANG","times":1}""", Encoding.UTF8, "application/json");
        var answer = await lab.Services.Vim.PostAsync(new Uri($"simulator/v1/faults?account={LabHost.VimAccount}", UriKind.Relative), rule);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return answer;
    }

    private async Task ReleaseAsync()
    {
        using var released = await lab.Services.Vim.PostAsync(new Uri($"simulator/v1/hung/release?account={LabHost.VimAccount}", UriKind.Relative), null);
        released.IsSuccessStatusCode.ShouldBeTrue(await released.Content.ReadAsStringAsync());
    }
}

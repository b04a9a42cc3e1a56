using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.Grants.Assets;
using NfvOrchestrator.Nfvo.Grants.Pending;
using NfvOrchestrator.Nfvo.Tests.NsLcm;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Nfvo.Tests.Grants;

/// <summary>How grants are answered: 201 or 202 and polled (SOL003 §9.4.2.3.1), and with which assets.</summary>
public sealed class GrantAnswerTests
{
    private static readonly byte[] Image = RandomNumberGenerator.GetBytes(200_000);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task The_client_gets_its_grant_at_once_or_later(int seconds)
    {
        await using var world = await GrantWorld.StartAsync(servers: 1, o => o.GrantAnswerWithin = TimeSpan.FromSeconds(seconds));
        await using var host = await HostAsync(world);
        using var http = host.Client("t");
        using var answer = await PostAsync(http, "o1");
        ((int)answer.StatusCode).ShouldBe(seconds == 0 ? 202 : 201);
        answer.Headers.Location.ShouldNotBeNull().AbsolutePath.ShouldBe("/grant/v1/grants/o1");
        if (seconds == 0)
        {
            (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        }

        var client = new GrantClient(http, TimeProvider.System);
        var grant = await client.RequestAsync(GrantWorld.Request("i1", "o1", ["compute/v/0"]), TimeSpan.FromSeconds(30), "o1");
        grant.AddResources!.Single().ZoneId.ShouldBe("z");
        (await client.GetAsync("o1")).ShouldNotBeNull().Id.ShouldBe("o1");

        var refused = await Should.ThrowAsync<SolRequestException>(() => client.RequestAsync(GrantWorld.Request("i2", "o2", ["compute/v/0"]), TimeSpan.FromSeconds(30), "o2"));
        ((int?)refused.Status).ShouldBe(403);
        refused.Problem!.Detail.ShouldContain("vCPU 2 needed, 0 left, 2 missing");

        // Room again: the same question gets a new answer.
        await world.Service.ConcludeAsync(GrantWorld.Tenant, "o1", completed: false, default);
        (await client.RequestAsync(GrantWorld.Request("i2", "o2", ["compute/v/0"]), TimeSpan.FromSeconds(30), "o2")).Id.ShouldBe("o2");
        (await world.Store.QueryAsync(GrantCollections.Pending, GrantWorld.Tenant, new StoreQuery(), default)).Items.ShouldBeEmpty("what is decided is not pending");
        using var other = host.Client("someone-else");
        await Should.ThrowAsync<SolRequestException>(() => new GrantClient(other, TimeProvider.System).GetAsync("o2"));
    }

    /// <summary>Role vnfm: a client of a registration asks in the name of that VNFM, and sees its own grants only.</summary>
    [Fact]
    public async Task A_registered_vnfm_asks_with_its_own_client()
    {
        await using var world = await GrantWorld.StartAsync(servers: 4);
        await using var host = await HostAsync(world);
        using var stranger = host.ClientWithToken(TestTokenIssuer.Token("t", ["vnfm"], clientId: "unknown"));
        using var refused = await PostAsync(stranger, "o1");
        ((int)refused.StatusCode).ShouldBe(403);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("belongs to no registered VNFM");

        await world.RegisterAsync("acme", "http://acme/", "acme-client");
        await world.RegisterAsync("other", "http://other/", "other-client");
        using var acme = host.ClientWithToken(TestTokenIssuer.Token("t", ["vnfm"], clientId: "acme-client"));
        using var given = await PostAsync(acme, "o1");
        ((int)given.StatusCode).ShouldBe(201);
        (await world.Store.GetAsync(GrantCollections.Grants, GrantWorld.Tenant, "o1", default))!.Value.VnfmId.ShouldBe("acme");
        (await new GrantClient(acme, TimeProvider.System).GetAsync("o1")).ShouldNotBeNull();
        using var other = host.ClientWithToken(TestTokenIssuer.Token("t", ["vnfm"], clientId: "other-client"));
        await Should.ThrowAsync<SolRequestException>(() => new GrantClient(other, TimeProvider.System).GetAsync("o1"));
        using var taken = await PostAsync(other, "o1");
        ((int)taken.StatusCode).ShouldBe(409);
    }

    [Fact]
    public async Task The_image_of_a_package_is_uploaded_once_and_named_in_each_grant()
    {
        await using var world = await GrantWorld.StartAsync(servers: 8, o => o.UploadImages = true);
        await PutPackageAsync(world);
        var key = $"image:{Convert.ToHexStringLower(SHA256.HashData(Image))}";
        var grants = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => world.AskAsync(GrantWorld.Request($"i{i}", $"o{i}", ["compute/v/0"]))));
        grants.ShouldAllBe(g => g.Grant.VimAssets!.SoftwareImages!.Single().VimSoftwareImageId == key && g.Grant.VimAssets.SoftwareImages!.Single().VnfdSoftwareImageId == "img");
        world.Images.Uploads.ShouldBe(1);
        world.Images.Contents[key].ShouldBe(Image);
        var spec = world.Images.Specs[key];
        (spec.MinDiskGib, spec.MinMemoryMib, spec.SizeBytes).ShouldBe((2, 512, Image.Length));
        (await world.Store.GetAsync(GrantCollections.Grants, GrantWorld.Tenant, "o0", default))!.Value.Grant.VimAssets.ShouldNotBeNull("what was answered is what can be read");

        // Another process looks, and finds it there.
        (await world.AskAsync(GrantWorld.Request("j", "p", ["compute/v/0"]), world.NewService())).Grant.VimAssets.ShouldNotBeNull();
        world.Images.Uploads.ShouldBe(1);
    }

    [Fact]
    public async Task An_image_that_was_put_with_less_about_it_is_taken_as_it_is()
    {
        await using var world = await GrantWorld.StartAsync(servers: 8, o => o.UploadImages = true);
        await PutPackageAsync(world);
        var key = $"image:{Convert.ToHexStringLower(SHA256.HashData(Image))}";
        world.Images.Add(key, new Vim.ImageSpec { Name = "img", Version = "1", SizeBytes = Image.Length });
        (await world.AskAsync(GrantWorld.Request("i", "o", ["compute/v/0"]))).Grant.VimAssets!.SoftwareImages!.Single().VimSoftwareImageId.ShouldBe(key);
        world.Images.Uploads.ShouldBe(0);
        world.Images.Specs[key].MinDiskGib.ShouldBeNull();
    }

    /// <summary>SOL003 §9.5.2.3 NOTE: what is added later is made of the images that were told at instantiation.</summary>
    [Fact]
    public void All_images_of_a_flavour_are_named_when_it_is_taken_and_those_that_are_added_later()
    {
        var flavour = new DeploymentFlavour
        {
            FlavourId = "small",
            DefaultInstantiationLevelId = "one",
            Vdus = [Vdu("a", "one"), Vdu("b", "two"), Vdu("c", "two")],
            StorageResources = [new StorageResource { Id = "disk", Kind = "BLOCK", SizeBytes = 1, SwImage = Of("three") }],
        };
        var request = GrantWorld.Request("i", "o", ["compute/a/0"]) with { AddResources = [new ResourceDefinition { Id = "1", Type = ResourceDefinitionType.COMPUTE, VduId = "b", ResourceTemplateId = "b" }] };
        foreach (var taken in new[] { GrantedLcmOperationType.INSTANTIATE, GrantedLcmOperationType.CHANGE_FLAVOUR, GrantedLcmOperationType.CHANGE_VNFPKG })
        {
            SoftwareImages.Of(request with { Operation = taken }, flavour).Select(static i => i.Id).ShouldBe(["one", "two", "three"]);
        }
        SoftwareImages.Of(request with { Operation = GrantedLcmOperationType.SCALE }, flavour).ShouldHaveSingleItem().Id.ShouldBe("two");

        static Vdu Vdu(string id, string image) => new() { Id = id, Name = id, Compute = new VirtualCompute { NumVirtualCpu = 1, VirtualMemSizeMiB = 1 }, SwImage = Of(image) };
        static SwImage Of(string id) => new() { Id = id, Name = id, Version = "1", ArtifactPath = $"Files/{id}.img" };
    }

    /// <summary>SOL003 §9.5.2.3 vimAssets computeResourceFlavours.</summary>
    [Fact]
    public async Task The_flavour_that_the_vim_has_is_named_in_each_grant_and_asked_for_once()
    {
        await using var world = await GrantWorld.StartAsync(servers: 8, o => o.UploadImages = true);
        await PutPackageAsync(world);
        var key = $"image:{Convert.ToHexStringLower(SHA256.HashData(Image))}";
        world.Flavours.For = server => server is { Vcpus: 2, MemoryMib: 1024, NumaNodes: 2, DiskGib: 10 } && server.FlavourProperties["hw:watchdog_action"] == "reset" && server.ImageRef == key ? "m1.two" : null;
        for (var i = 0; i < 3; i++)
        {
            var assets = (await world.AskAsync(GrantWorld.Request($"i{i}", $"o{i}", ["compute/v/0"]))).Grant.VimAssets.ShouldNotBeNull();
            assets.ComputeResourceFlavours.ShouldHaveSingleItem().ShouldBe(new Sol.Grant.VimComputeResourceFlavour { VimConnectionId = "vim", VnfdVirtualComputeDescId = "v", VimFlavourId = "m1.two" });
            assets.SoftwareImages.ShouldHaveSingleItem().VimSoftwareImageId.ShouldBe(key);
            (await world.Store.GetAsync(GrantCollections.Grants, GrantWorld.Tenant, $"o{i}", default))!.Value.Grant.VimAssets!.ComputeResourceFlavours.ShouldBe(assets.ComputeResourceFlavours, "what was answered is what can be read");
        }
        world.Flavours.Asked.ShouldBe(1);
        (await world.AskAsync(GrantWorld.Request("i0", "o9", remove: ["compute/v/0"]) with { Operation = GrantedLcmOperationType.TERMINATE })).Grant.VimAssets.ShouldBeNull("nothing is made or changed");
    }

    [Fact]
    public async Task A_vim_without_a_flavour_that_fits_or_that_does_not_tell_keeps_no_grant_back()
    {
        await using var world = await GrantWorld.StartAsync(servers: 8);
        (await world.AskAsync(GrantWorld.Request("i", "o", ["compute/v/0"]))).Grant.VimAssets.ShouldBeNull();
        world.Flavours.Refuse = true;
        (await world.AskAsync(GrantWorld.Request("j", "p", ["compute/v/0"]), world.NewService())).Grant.VimAssets.ShouldBeNull();
        world.Flavours.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task An_image_that_the_vim_refuses_refuses_the_grant_and_frees_what_was_reserved()
    {
        await using var world = await GrantWorld.StartAsync(servers: 8, o => o.UploadImages = true);
        await PutPackageAsync(world);
        world.Images.Refuse = true;
        var refused = await Should.ThrowAsync<SolProblemException>(() => world.AskAsync(GrantWorld.Request("i", "o", ["compute/v/0"])));
        refused.Problem.StatusCode.ShouldBe(403);
        refused.Problem.Problem.Detail.ShouldContain("No more images.");
        (await world.ReservedAsync()).ShouldBe(0);
        (await Should.ThrowAsync<SolProblemException>(() => world.AskAsync(GrantWorld.Request("i", "o", ["compute/v/0"])))).Problem.StatusCode.ShouldBe(409);
    }

    private static Task<ServiceHost> HostAsync(GrantWorld world) => ServiceHost.StartAsync(
        builder =>
        {
            builder.Services.AddSolConventions();
            builder.Services.AddSingleton(world.Store);
            builder.Services.AddSingleton(world.Service);
            builder.Services.AddSingleton(world.Options);
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Services.AddSingleton(_ => Directories.Of(world.Store));
            builder.Services.AddBackgroundLoop<PendingGrants>();
        },
        app => app.MapSolApi(SolApi.Grant, group => GrantEndpoints.Map(group.OpenToVnfms(writes: true))));

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, string occurrence)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/grant/v1/grants")
        {
            Content = new StringContent(
                System.Text.Json.JsonSerializer.Serialize(GrantWorld.Request("i1", occurrence, ["compute/v/0"]), Sol.Grant.GrantJsonContext.Default.GrantRequest), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Version", SolApi.Grant.Newest);
        return await http.SendAsync(request);
    }

    private static async Task PutPackageAsync(GrantWorld world)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = archive.CreateEntry("Files/v.img").Open();
            await entry.WriteAsync(Image);
        }
        zip.Position = 0;
        await world.Blobs.WriteAsync(GrantWorld.Tenant, "content", zip, 1 << 20, default);
        var package = new StoredContent<VnfPkgInfo>
        {
            Resource = new VnfPkgInfo
            {
                Id = "pkg",
                OnboardingState = PackageOnboardingStateType.ONBOARDED,
                OperationalState = PackageOperationalStateType.ENABLED,
                UsageState = PackageUsageStateType.NOT_IN_USE,
                SoftwareImages =
                [
                    new VnfPackageSoftwareImageInfo
                    {
                        Id = "img",
                        Name = "img",
                        Provider = "p",
                        Version = "1",
                        Checksum = new Checksum { Algorithm = "SHA-256", Hash = Convert.ToHexStringLower(SHA256.HashData(Image)) },
                        IsEncrypted = false,
                        ContainerFormat = ContainerFormat.BARE,
                        DiskFormat = DiskFormat.RAW,
                        CreatedAt = DateTimeOffset.UnixEpoch,
                        MinDisk = (1L << 30) + 1,
                        MinRam = 512L << 20,
                        Size = Image.Length,
                        ImagePath = "Files/v.img",
                    },
                ],
                Links = new VnfPkgInfoLinks { Self = new Link { Href = "http://p" }, PackageContent = new Link { Href = "http://c" } },
            },
            ModifiedAt = DateTimeOffset.UnixEpoch,
            Content = new ContentLocation("content", zip.Length, "", "application/zip"),
        };
        (await world.Store.CommitAsync(new WriteBatch().Insert(CatalogueCollections.VnfPackages, GrantWorld.Tenant, "pkg", package), default)).Ok.ShouldBeTrue();
    }
}

using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.TestKit;
using Shouldly;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>What was accepted goes on after a stop; what was cut off leaves nothing.</summary>
public sealed class DurabilityTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nfv-catalogue-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Onboarding_goes_on_after_a_restart_and_reads_two_packages_at_a_time()
    {
        var ids = new List<string>();
        GatedBlobs? gate = null;
        await using (var first = await CatalogueHost.StartAsync(folder: folder, blobs: inner => gate = new GatedBlobs(inner)))
        {
            for (var i = 0; i < 4; i++)
            {
                var id = await first.CreateAsync();
                (await first.CallAsync("PUT", $"/vnf_packages/{id}/package_content", content: CatalogueHost.Content(Packages.Vnf($"vnfd-{i}")))).Status.ShouldBe(202);
                ids.Add(id);
            }
            await Eventually.HoldsAsync(() => gate?.Waiting == 2, "two packages are being read");
            foreach (var id in ids)
            {
                CatalogueHost.State((await first.CallAsync("GET", $"/vnf_packages/{id}")).Json).ShouldBe("PROCESSING");
            }
            gate!.Waiting.ShouldBe(2);
        }
        await using var second = await CatalogueHost.StartAsync(folder: folder);
        foreach (var id in ids)
        {
            CatalogueHost.State(await second.EndAsync(id)).ShouldBe("ONBOARDED");
        }
    }

    [Fact]
    public async Task Data_changed_while_the_package_is_read_is_kept()
    {
        GatedBlobs? gate = null;
        await using var host = await CatalogueHost.StartAsync(folder: folder, blobs: inner => gate = new GatedBlobs(inner));
        var id = await host.CreateAsync();
        (await host.CallAsync("PUT", $"/vnf_packages/{id}/package_content", content: CatalogueHost.Content(Packages.Vnf()))).Status.ShouldBe(202);
        await Eventually.HoldsAsync(() => gate?.Waiting == 1, "the package is being read");
        (await host.CallAsync("PATCH", $"/vnf_packages/{id}", content: CatalogueHost.Json("""{"userDefinedData":{"a":"1"}}"""))).Status.ShouldBe(200);
        (await host.CallAsync("DELETE", $"/vnf_packages/{id}")).Status.ShouldBe(409);
        gate!.Open();
        var package = await host.EndAsync(id);
        CatalogueHost.State(package).ShouldBe("ONBOARDED");
        package.GetProperty("userDefinedData").GetProperty("a").GetString().ShouldBe("1");
    }

    [Fact]
    public async Task An_upload_whose_process_died_is_ended_and_its_content_removed()
    {
        await using var host = await CatalogueHost.StartAsync(new CatalogueOptions { UploadSilence = TimeSpan.FromMilliseconds(200) }, folder);
        var id = await host.CreateAsync();
        var stored = (await host.Store.GetAsync(CatalogueCollections.VnfPackages, CatalogueHost.Tenant, id, default))!;
        var blob = Path.Combine(folder, "blobs", "t1", "vnf-dead");
        Directory.CreateDirectory(Path.GetDirectoryName(blob)!);
        await File.WriteAllTextAsync(blob, "complete, but nobody was told");
        var dead = await host.Store.CommitAsync(
            new WriteBatch()
                .Replace(CatalogueCollections.VnfPackages, stored, stored.Value with { UploadId = "u1", Resource = stored.Value.Resource with { OnboardingState = PackageOnboardingStateType.UPLOADING } })
                .Insert(CatalogueCollections.Uploads, CatalogueHost.Tenant, "u1", new UploadInProgress { Kind = CatalogueKind.Vnfd, ResourceId = id, Blob = "vnf-dead", AliveAt = DateTimeOffset.UtcNow }),
            default);
        dead.Ok.ShouldBeTrue();
        await Eventually.HoldsAsync(async () => CatalogueHost.State((await host.CallAsync("GET", $"/vnf_packages/{id}")).Json) == "CREATED", "the upload is ended");
        await Eventually.HoldsAsync(() => !File.Exists(blob), "the content is removed");
        CatalogueHost.State(await host.UploadAsync(id, Packages.Vnf())).ShouldBe("ONBOARDED");
    }

    [Fact]
    public async Task Content_that_was_lost_is_an_error_and_not_a_loop()
    {
        GatedBlobs? gate = null;
        await using var host = await CatalogueHost.StartAsync(folder: folder, blobs: inner => gate = new GatedBlobs(inner));
        var id = await host.CreateAsync();
        (await host.CallAsync("PUT", $"/vnf_packages/{id}/package_content", content: CatalogueHost.Content(Packages.Vnf()))).Status.ShouldBe(202);
        File.Delete(host.Blobs.ShouldHaveSingleItem());
        gate!.Open();
        var package = await host.EndAsync(id);
        CatalogueHost.State(package).ShouldBe("ERROR");
        package.GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!.ShouldContain("Upload it again");
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using NfvOrchestrator.Nfvo.Catalogue;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Tosca.Model;
using Shouldly;

namespace NfvOrchestrator.Nfvo.Tests.Catalogue;

/// <summary>SOL005 §9 and SOL003 §10 on real HTTP.</summary>
public sealed class VnfPackageTests
{
    private const string One = "/vnf_packages/{vnfPkgId}";

    [Fact]
    public async Task A_package_lives_from_creation_to_deletion()
    {
        await using var host = await CatalogueHost.StartAsync();
        var created = await host.CallAsync("POST", "/vnf_packages", "/vnf_packages", CatalogueHost.Json("""{"userDefinedData":{"owner":"lab"}}"""));
        created.Status.ShouldBe(201);
        CatalogueHost.State(created.Json).ShouldBe("CREATED");
        created.Json.GetProperty("operationalState").GetString().ShouldBe("DISABLED");
        var id = created.Json.GetProperty("id").GetString()!;
        created.Headers["Location"].ShouldEndWith($"/vnfpkgm/v2/vnf_packages/{id}");
        (await host.CallAsync("GET", $"/vnf_packages/{id}/package_content", One + "/package_content")).Status.ShouldBe(409);

        var bytes = Packages.Vnf();
        var package = await host.UploadAsync(id, bytes);
        CatalogueHost.State(package).ShouldBe("ONBOARDED", package.ToString());
        package.GetProperty("operationalState").GetString().ShouldBe("ENABLED");
        package.GetProperty("usageState").GetString().ShouldBe("NOT_IN_USE");
        package.GetProperty("vnfdId").GetString().ShouldBe(Packages.VnfdId);
        package.GetProperty("checksum").GetProperty("hash").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        package.GetProperty("compatibleSpecificationVersions").GetArrayLength().ShouldBe(2);
        package.GetProperty("softwareImages")[0].GetProperty("imagePath").GetString().ShouldBe("Files/images/vnf.img");
        package.GetProperty("userDefinedData").GetProperty("owner").GetString().ShouldBe("lab");
        package.GetProperty("_links").GetProperty("vnfd").GetProperty("href").GetString().ShouldEndWith($"/vnf_packages/{id}/vnfd");

        (await host.CallAsync("PUT", $"/vnf_packages/{id}/package_content", One + "/package_content", CatalogueHost.Content(bytes))).Status.ShouldBe(409);
        (await host.CallAsync("DELETE", $"/vnf_packages/{id}", One)).Detail.ShouldContain("ENABLED");
        (await PatchAsync(host, id, """{"operationalState":"ENABLED"}""")).Status.ShouldBe(409);
        var patched = await PatchAsync(host, id, """{"operationalState":"DISABLED","userDefinedData":{"owner":null,"room":"4"}}""");
        patched.Status.ShouldBe(200, patched.Text);
        patched.Json.GetProperty("operationalState").GetString().ShouldBe("DISABLED");
        patched.Json.GetProperty("userDefinedData").ToString().ShouldBe("""{"room":"4"}""");
        patched.Headers.ShouldContainKey("ETag");

        (await host.CallAsync("DELETE", $"/vnf_packages/{id}", One)).Status.ShouldBe(204);
        (await host.CallAsync("GET", $"/vnf_packages/{id}", One)).Status.ShouldBe(404);
        (await host.Catalogue.FindVnfdAsync(CatalogueHost.Tenant, Packages.VnfdId, default)).ShouldBeNull();
        await Eventually.HoldsAsync(() => host.Blobs.Count == 0, "the content is removed");
        CatalogueHost.State(await host.OnboardAsync(bytes)).ShouldBe("ONBOARDED");
    }

    [Fact]
    public async Task Content_descriptor_manifest_and_artifacts_can_be_read_whole_and_in_parts()
    {
        await using var host = await CatalogueHost.StartAsync();
        var script = RandomNumberGenerator.GetBytes(200_000);
        var bytes = Packages.Vnf(more: new Dictionary<string, byte[]> { ["Scripts/sub dir/run.bin"] = script });
        var package = await host.OnboardAsync(bytes);
        var id = package.GetProperty("id").GetString()!;
        var artifact = package.GetProperty("additionalArtifacts").EnumerateArray().Where(a => !a.TryGetProperty("artifactClassification", out _)).ShouldHaveSingleItem();
        artifact.GetProperty("artifactPath").GetString().ShouldBe("Scripts/sub dir/run.bin");
        artifact.GetProperty("checksum").GetProperty("hash").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(script)));

        foreach (var (root, template) in new[] { ($"/vnf_packages/{id}", One), ($"/onboarded_vnf_packages/{Packages.VnfdId}", "/onboarded_vnf_packages/{vnfdId}") })
        {
            (await host.CallAsync("GET", root, template)).Json.GetProperty("id").GetString().ShouldBe(id);
            var whole = await host.CallAsync("GET", root + "/package_content", template + "/package_content", accept: "application/zip");
            whole.Bytes.ShouldBe(bytes);
            var part = await host.CallAsync("GET", root + "/package_content", template + "/package_content", headers: new Dictionary<string, string> { ["Range"] = "bytes=10-109" });
            part.Status.ShouldBe(206);
            part.Bytes.ShouldBe(bytes[10..110]);
            part.Headers["Content-Range"].ShouldBe($"bytes 10-109/{bytes.Length}");
            (await host.CallAsync("GET", root + "/package_content", template + "/package_content", headers: new Dictionary<string, string> { ["Range"] = $"bytes={bytes.Length}-" })).Status.ShouldBe(416);

            var text = await host.CallAsync("GET", root + "/vnfd", template + "/vnfd", accept: "text/plain");
            text.Headers["Content-Type"].ShouldStartWith("text/plain");
            text.Text.ShouldBe(Packages.VnfYaml());
            var zip = await host.CallAsync("GET", root + "/vnfd", template + "/vnfd", accept: "application/zip");
            Entries(zip.Bytes).ShouldBe(["minimal.yaml"]);
            var model = await host.CallAsync("GET", root + "/vnfd", accept: ContentTypes.VnfdModel);
            model.Headers["Content-Type"].ShouldStartWith(ContentTypes.VnfdModel);
            JsonSerializer.Deserialize(model.Bytes, ToscaJsonContext.Default.VnfDescriptor)!.DescriptorId.ShouldBe(Packages.VnfdId);
            (await host.CallAsync("GET", root + "/vnfd", accept: "image/png")).Status.ShouldBe(406);

            (await host.CallAsync("GET", root + "/manifest", template + "/manifest", accept: "text/plain")).Text.ShouldStartWith("metadata:");
            var file = await host.CallAsync("GET", root + "/artifacts/Scripts/sub%20dir/run.bin", template + "/artifacts/{artifactPath}");
            file.Bytes.ShouldBe(script);
            var tail = await host.CallAsync("GET", root + "/artifacts/Scripts/sub%20dir/run.bin", headers: new Dictionary<string, string> { ["Range"] = "bytes=-1000" });
            tail.Status.ShouldBe(206);
            tail.Bytes.ShouldBe(script[^1000..]);
            (await host.CallAsync("GET", root + "/artifacts/..%2f..%2fetc%2fpasswd")).Status.ShouldBe(404);
        }
        (await host.CallAsync("GET", "/onboarded_vnf_packages/unknown", "/onboarded_vnf_packages/{vnfdId}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_descriptor_of_several_files_is_a_zip()
    {
        await using var host = await CatalogueHost.StartAsync();
        var package = await host.OnboardAsync(Packages.Sample("5g-core", "upf"));
        CatalogueHost.State(package).ShouldBe("ONBOARDED", package.ToString());
        var path = $"/vnf_packages/{package.GetProperty("id").GetString()}/vnfd";
        (await host.CallAsync("GET", path, accept: "text/plain")).Status.ShouldBe(406);
        Entries((await host.CallAsync("GET", path)).Bytes).ShouldBe(
            ["TOSCA-Metadata/TOSCA.meta", "Definitions/df_large.yaml", "Definitions/df_small.yaml", "Definitions/upf.yaml", "Definitions/upf_types.yaml"]);
    }

    [Fact]
    public async Task A_vnfd_is_onboarded_once_for_each_tenant()
    {
        await using var host = await CatalogueHost.StartAsync();
        var first = await host.OnboardAsync(Packages.Vnf());
        var second = await host.OnboardAsync(Packages.Vnf());
        CatalogueHost.State(second).ShouldBe("ERROR");
        var details = second.GetProperty("onboardingFailureDetails").GetProperty("detail").GetString()!;
        details.ShouldContain(Packages.VnfdId);
        details.ShouldContain(first.GetProperty("id").GetString()!);
        await Eventually.HoldsAsync(() => host.Blobs.Count == 1, "the content of the failed one is removed");

        var again = await host.UploadAsync(second.GetProperty("id").GetString()!, Packages.Vnf("another-vnfd"));
        CatalogueHost.State(again).ShouldBe("ONBOARDED", again.ToString());
        again.TryGetProperty("onboardingFailureDetails", out _).ShouldBeFalse();

        var other = host.Client("t2");
        (await host.CallAsync("GET", $"/vnf_packages/{first.GetProperty("id").GetString()}", client: other)).Status.ShouldBe(404);
        (await host.CallAsync("GET", "/vnf_packages", "/vnf_packages", client: other)).Json.GetArrayLength().ShouldBe(0);
        CatalogueHost.State(await host.OnboardAsync(Packages.Vnf(), client: other)).ShouldBe("ONBOARDED");
    }

    [Fact]
    public async Task Lists_filter_select_and_compute_the_usage_state()
    {
        await using var host = await CatalogueHost.StartAsync();
        await host.CreateAsync();
        await host.OnboardAsync(Packages.Vnf("vnfd-a"));
        await host.OnboardAsync(Packages.Vnf("vnfd-b"));
        var entry = (await host.Catalogue.FindVnfdAsync(CatalogueHost.Tenant, "vnfd-b", default))!;
        var use = new Platform.Store.WriteBatch();
        host.Catalogue.AddUse(use, entry, "vnf-1");
        (await host.Store.CommitAsync(use, default)).Ok.ShouldBeTrue();

        (await ListAsync(host, "")).Length.ShouldBe(3);
        (await ListAsync(host, "?filter=(eq,onboardingState,ONBOARDED)")).Length.ShouldBe(2);
        var used = (await ListAsync(host, "?filter=(eq,usageState,IN_USE)")).ShouldHaveSingleItem();
        used.GetProperty("vnfdId").GetString().ShouldBe("vnfd-b");
        used.TryGetProperty("softwareImages", out _).ShouldBeFalse();
        (await ListAsync(host, "?filter=(eq,vnfdId,vnfd-a);(eq,usageState,IN_USE)")).ShouldBeEmpty();
        (await ListAsync(host, "?filter=(eq,vnfdId,vnfd-a)&all_fields"))[0].TryGetProperty("softwareImages", out _).ShouldBeTrue();
        (await host.CallAsync("GET", "/onboarded_vnf_packages", "/onboarded_vnf_packages")).Json.GetArrayLength().ShouldBe(2);
        var unknown = await host.CallAsync("GET", "/vnf_packages?filter=(eq,onboardState,ONBOARDED)", "/vnf_packages");
        unknown.Status.ShouldBe(400);
        unknown.Detail.ShouldContain("onboardState");
    }

    [Fact]
    public async Task What_is_in_use_stays_and_what_is_disabled_gets_no_new_users()
    {
        await using var host = await CatalogueHost.StartAsync();
        var id = (await host.OnboardAsync(Packages.Vnf())).GetProperty("id").GetString()!;
        var entry = (await host.Catalogue.FindVnfdAsync(CatalogueHost.Tenant, Packages.VnfdId, default))!;
        entry.Enabled.ShouldBeTrue();
        entry.VnfPkgId.ShouldBe(id);
        (await CommitAsync(host, b => host.Catalogue.AddUse(b, entry, "vnf-1"))).ShouldBeNull();
        (await CommitAsync(host, b => host.Catalogue.AddUse(b, entry, "vnf-1"))).ShouldBeNull();

        (await PatchAsync(host, id, """{"operationalState":"DISABLED"}""")).Status.ShouldBe(200);
        (await CommitAsync(host, b => host.Catalogue.AddUse(b, entry, "vnf-2"))).ShouldBe(CatalogueCollections.EntriesName);
        var disabled = (await host.Catalogue.FindVnfdAsync(CatalogueHost.Tenant, Packages.VnfdId, default))!;
        disabled.Enabled.ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => host.Catalogue.AddUse(new Platform.Store.WriteBatch(), disabled, "vnf-2"));

        var refused = await host.CallAsync("DELETE", $"/vnf_packages/{id}", One);
        refused.Status.ShouldBe(409);
        refused.Detail.ShouldContain("IN_USE");
        (await host.CallAsync("GET", $"/vnf_packages/{id}", One)).Json.GetProperty("usageState").GetString().ShouldBe("IN_USE");
        (await CommitAsync(host, b => host.Catalogue.RemoveUse(b, CatalogueHost.Tenant, CatalogueKind.Vnfd, Packages.VnfdId, "vnf-1"))).ShouldBeNull();
        (await host.CallAsync("DELETE", $"/vnf_packages/{id}", One)).Status.ShouldBe(204);
    }

    [Fact]
    public async Task A_repeated_creation_with_the_same_key_is_one_package()
    {
        await using var host = await CatalogueHost.StartAsync();
        var key = new Dictionary<string, string> { ["Idempotency-Key"] = "k1" };
        var first = await host.CallAsync("POST", "/vnf_packages", "/vnf_packages", CatalogueHost.Json("{}"), headers: key);
        var second = await host.CallAsync("POST", "/vnf_packages", "/vnf_packages", CatalogueHost.Json("{}"), headers: key);
        second.Status.ShouldBe(201);
        second.Headers["Location"].ShouldBe(first.Headers["Location"]);
        (await ListAsync(host, "")).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Changes_demand_the_version_they_were_made_for()
    {
        await using var host = await CatalogueHost.StartAsync();
        var id = await host.CreateAsync();
        var tag = (await host.CallAsync("GET", $"/vnf_packages/{id}", One)).Headers["ETag"];
        var match = new Dictionary<string, string> { ["If-Match"] = tag };
        (await host.CallAsync("PATCH", $"/vnf_packages/{id}", content: CatalogueHost.Json("""{"userDefinedData":{"a":1}}"""), headers: match)).Status.ShouldBe(200);
        (await host.CallAsync("PATCH", $"/vnf_packages/{id}", content: CatalogueHost.Json("""{"userDefinedData":{"a":2}}"""), headers: match)).Status.ShouldBe(412);
        (await host.CallAsync("DELETE", $"/vnf_packages/{id}", headers: match)).Status.ShouldBe(412);
        (await PatchAsync(host, id, """{"operationalState":"ENABLED"}""")).Status.ShouldBe(409);
        (await host.CallAsync("PATCH", $"/vnf_packages/{id}", content: CatalogueHost.Json("""{"operationalState":"ON"}"""))).Status.ShouldBe(422);
        (await host.CallAsync("PATCH", $"/vnf_packages/{id}", content: CatalogueHost.Json("""{"vnfdId":"x"}"""))).Status.ShouldBe(422);
        (await host.CallAsync("PATCH", $"/vnf_packages/{id}", content: CatalogueHost.Json("{}"))).Status.ShouldBe(400);
        (await host.CallAsync("DELETE", $"/vnf_packages/{id}", One)).Status.ShouldBe(204);
    }

    private static async Task<string?> CommitAsync(CatalogueHost host, Action<Platform.Store.WriteBatch> add)
    {
        var batch = new Platform.Store.WriteBatch();
        add(batch);
        return (await host.Store.CommitAsync(batch, default)).Conflict?.Collection;
    }

    private static Task<CatalogueHost.Answer> PatchAsync(CatalogueHost host, string id, string json)
        => host.CallAsync("PATCH", $"/vnf_packages/{id}", One, CatalogueHost.Json(json, "application/merge-patch+json"));

    private static async Task<JsonElement[]> ListAsync(CatalogueHost host, string query)
    {
        var answer = await host.CallAsync("GET", "/vnf_packages" + query, "/vnf_packages");
        answer.Status.ShouldBe(200, answer.Text);
        return [.. answer.Json.EnumerateArray()];
    }

    private static string[] Entries(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return [.. archive.Entries.Select(e => e.FullName)];
    }
}

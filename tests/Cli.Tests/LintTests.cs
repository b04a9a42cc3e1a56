using System.Text.Json;

namespace NfvOrchestrator.Cli.Tests;

/// <summary><c>nfvctl package lint</c>: findings, formats, exit codes.</summary>
public sealed class LintTests
{
    [Fact]
    public void What_is_right_is_ok()
    {
        var run = Run.Of("package", "lint", Run.Sample("5g-core/amf"), "--strict");
        run.Exit.ShouldBe(0, run.Out + run.Error);
        run.Out.ShouldContain($"ok {Run.Sample("5g-core/amf")}: VNF AMF 1.0 by NfvOrchestrator");
        run.Error.ShouldBe("");
    }

    [Fact]
    public void What_is_wrong_has_its_place_from_where_one_stands()
    {
        var path = Run.Sample("wrong/cpu-is-a-word");
        var run = Run.Of("package", "lint", path);
        run.Exit.ShouldBe(1);
        run.Out.ShouldContain($"{path}/vnfd.yaml:30:44 error TOSCA0231: ");
        run.Out.ShouldContain($"refused {path} (1 error");
        run.Out.ShouldNotContain("\e[");
        Run.Of(colours: true, "package", "lint", path).Out.ShouldContain("\e[31merror TOSCA0231\e[0m");

        // one YAML file is read with its neighbours
        Run.Of("package", "lint", path + "/vnfd.yaml").Out.ShouldContain($"{path}/vnfd.yaml:30:44 error TOSCA0231: ");
        Run.Of("package", "lint", Run.Sample("5g-core/upf/Definitions/upf.yaml"), "--strict").Exit.ShouldBe(0);
    }

    [Fact]
    public void Wrong_use_is_2_with_a_word_and_no_trace()
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch["not.csar"], "this is no zip at all, but it is long enough to be one");
        File.WriteAllText(scratch["empty.pem"], "");
        Run.Of("package", "lint", scratch["not.csar"]).Exit.ShouldBe(1);
        foreach (var (args, said) in new (string[], string)[]
        {
            (["package", "lint"], "Required argument missing"),
            (["package", "lint", scratch["absent.csar"]], "there is no file or directory"),
            (["package", "lint", "--format", "xml", scratch.Path], "xml"),
            (["package", "lint", "--signatures", "require", scratch.Path], "--trust"),
            (["package", "lint", "--trust", scratch["absent"], scratch.Path], "absent"),
            (["package", "lint", "--trust", scratch["empty.pem"], scratch.Path], "no certificate"),
            (["package", "lunt", scratch.Path], "lunt"),
            (["package"], "nfvctl package --help"),
        })
        {
            var run = Run.Of(args);
            run.Exit.ShouldBe(2, string.Join(' ', args));
            run.Error.ShouldContain(said);
            run.Error.ShouldNotContain("   at ");
        }
    }

    [Fact]
    public void Help_says_what_there_is()
    {
        var help = Run.Of("package", "--help");
        help.Exit.ShouldBe(0);
        foreach (var verb in new[] { "lint", "show", "pack", "sign" })
        {
            help.Out.ShouldContain(verb);
            Run.Of("package", verb, "--help").Exit.ShouldBe(0);
        }
    }

    [Fact]
    public void Json_has_every_finding()
    {
        var run = Run.Of("package", "lint", "--format", "json", Run.Sample("wrong/cpu-is-a-word"), Run.Sample("minimal/vnf"));
        run.Exit.ShouldBe(1);
        var packages = JsonDocument.Parse(run.Out).RootElement.GetProperty("packages");
        packages.GetArrayLength().ShouldBe(2);
        var first = packages[0].GetProperty("diagnostics")[0];
        (first.GetProperty("code").GetString(), first.GetProperty("severity").GetString(), first.GetProperty("file").GetString(), first.GetProperty("line").GetInt32(), first.GetProperty("column").GetInt32())
            .ShouldBe(("TOSCA0231", "error", "vnfd.yaml", 30, 44));
        packages[1].GetProperty("errors").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void Sarif_has_the_documented_structure()
    {
        using var scratch = new Scratch();
        Run.Of("package", "pack", Run.Sample("minimal/vnf"), "-o", scratch["my vnf.csar"]).Exit.ShouldBe(0);
        var bytes = File.ReadAllBytes(scratch["my vnf.csar"]);
        File.WriteAllBytes(scratch["my vnf.csar"], bytes[..(bytes.Length / 2)]);
        var run = Run.Of("package", "lint", "--format", "sarif", Run.Sample("wrong/cpu-is-a-word"), Run.Sample("wrong/wrong-digest"), scratch["my vnf.csar"]);
        run.Exit.ShouldBe(1);
        var root = JsonDocument.Parse(run.Out).RootElement;
        root.GetProperty("version").GetString().ShouldBe("2.1.0");
        root.GetProperty("$schema").GetString()!.ShouldContain("sarif-2.1.0");
        var only = root.GetProperty("runs").EnumerateArray().ShouldHaveSingleItem();
        var driver = only.GetProperty("tool").GetProperty("driver");
        driver.GetProperty("name").GetString().ShouldBe("nfvctl");
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        rules.Select(r => r.GetProperty("id").GetString()).ShouldBeUnique();
        rules.ShouldAllBe(r => r.GetProperty("shortDescription").GetProperty("text").GetString() != "" && r.GetProperty("help").GetProperty("text").GetString() != "");
        var artifacts = only.GetProperty("artifacts").EnumerateArray().ToList();
        foreach (var result in only.GetProperty("results").EnumerateArray())
        {
            rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString().ShouldBe(result.GetProperty("ruleId").GetString());
            result.GetProperty("level").GetString().ShouldBeOneOf("error", "warning", "note");
            result.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNullOrEmpty();
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            var location = place.GetProperty("artifactLocation");
            var uri = location.GetProperty("uri").GetString()!;
            Uri.TryCreate(uri, UriKind.Relative, out _).ShouldBeTrue(uri);
            uri.ShouldNotStartWith("/");
            uri.ShouldNotContain(" ");
            artifacts[location.GetProperty("index").GetInt32()].GetProperty("location").GetProperty("uri").GetString().ShouldBe(uri);
            if (place.TryGetProperty("region", out var region))
            {
                region.GetProperty("startLine").GetInt32().ShouldBeGreaterThan(0);
                region.GetProperty("startColumn").GetInt32().ShouldBeGreaterThan(0);
            }
        }

        only.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("ruleId").GetString()).ShouldContain("TOSCA0231");
        artifacts.ShouldContain(a => a.GetProperty("location").GetProperty("uri").GetString()!.EndsWith("my%20vnf.csar", StringComparison.Ordinal));
    }

    [Fact]
    public void A_finding_inside_an_archive_is_a_nested_artifact()
    {
        using var scratch = new Scratch();
        using (var zip = System.IO.Compression.ZipFile.Open(scratch["bad.csar"], System.IO.Compression.ZipArchiveMode.Create))
        {
            using var writer = new StreamWriter(zip.CreateEntry("vnfd.yaml").Open());
            writer.Write(File.ReadAllText(Run.Sample("wrong/cpu-is-a-word/vnfd.yaml")));
        }

        Run.Of("package", "lint", scratch["bad.csar"]).Out.Split('\n').ShouldContain(l => l.StartsWith("vnfd.yaml:30:44 error TOSCA0231", StringComparison.Ordinal));
        Run.Of("package", "lint", scratch["bad.csar"], scratch["bad.csar"]).Out.ShouldContain($"{scratch["bad.csar"]}!vnfd.yaml:30:44 error TOSCA0231");
        var only = JsonDocument.Parse(Run.Of("package", "lint", "--format", "sarif", scratch["bad.csar"]).Out).RootElement.GetProperty("runs")[0];
        var artifacts = only.GetProperty("artifacts").EnumerateArray().ToList();
        var nested = artifacts.Find(a => a.GetProperty("location").GetProperty("uri").GetString() == "vnfd.yaml");
        artifacts[nested.GetProperty("parentIndex").GetInt32()].GetProperty("location").GetProperty("uri").GetString().ShouldEndWith("bad.csar");
    }
}

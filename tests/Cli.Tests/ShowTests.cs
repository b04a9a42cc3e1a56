using System.Text.Json;
using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Cli.Tests;

/// <summary><c>nfvctl package show</c>: the tree and the model.</summary>
public sealed class ShowTests
{
    [Fact]
    public void A_vnf_as_a_tree()
    {
        var run = Run.Of("package", "show", Run.Sample("5g-core/upf"));
        run.Exit.ShouldBe(0, run.Error);
        run.Out.ShouldStartWith("VNF UPF 1.0 by NfvOrchestrator");
        foreach (var said in new[] { "├─ flavour small (default)", "└─ flavour large", "8 vCPU", "16 GiB", "dedicated CPUs", "external n3", "user_plane", "busy", "default (default)", "out > 70, in < 30" })
        {
            run.Out.ShouldContain(said);
        }

        run.Out.ShouldNotContain("\e[");
        run.Out.Split('\n').ShouldAllBe(l => l == l.TrimEnd());
    }

    [Fact]
    public void A_network_service_as_a_tree()
    {
        var run = Run.Of("package", "show", Run.Sample("5g-core/ns-5gc"));
        run.Exit.ShouldBe(0, run.Error);
        foreach (var said in new[] { "vl_sbi", "n3_sap ⇒ upf.n3→n6 ⇒ n6_sap", "≤ 20 ms", "10.45.0.0/16", "after", "anti-affinity" })
        {
            run.Out.ShouldContain(said);
        }
    }

    [Fact]
    public void The_model_as_json()
    {
        var vnf = JsonSerializer.Deserialize(Run.Of("package", "show", "--json", Run.Sample("5g-core/upf")).Out, ToscaJsonContext.Default.VnfDescriptor)!;
        vnf.FlavourIds.ShouldBe(["small", "large"]);
        JsonSerializer.Deserialize(Run.Of("package", "show", "--json", Run.Sample("minimal/ns")).Out, ToscaJsonContext.Default.NsDescriptor)!.Flavours.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_has_errors_is_not_shown()
    {
        var run = Run.Of("package", "show", Run.Sample("wrong/no-memory"));
        run.Exit.ShouldBe(1);
        run.Out.ShouldBe("");
        run.Error.ShouldContain("error TOSCA0231");
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace NfvOrchestrator.Benchmarks.Tosca;

/// <summary>
/// Debian's python3-tosca-parser on the same input, warm and in one process. Debian's 2.6.0-2 comes without its TOSCA definitions, so the
/// driver gives it ours. It takes SOL001 types as copies beside the descriptor, and neither functions in constrained properties
/// nor a substitution that fixes the flavour: both read the descriptor without them.
/// </summary>
internal static class PeerBenchmark
{
    public static async Task RunAsync()
    {
        Console.WriteLine();
        Console.WriteLine("Against python3-tosca-parser           ours      peer    ratio");
        foreach (var (what, files) in Inputs())
        {
            var folder = Directory.CreateTempSubdirectory("tosca-peer-");
            try
            {
                foreach (var (path, text) in files)
                {
                    await File.WriteAllTextAsync(Path.Combine(folder.FullName, path), text);
                }

                if (await PeerAsync(Path.Combine(folder.FullName, files[0].Path)) is { } peer)
                {
                    var package = ToscaBenchmark.Package([("TOSCA-Metadata/TOSCA.meta", $"TOSCA-Meta-File-Version: 1.0\nCSAR-Version: 1.1\nCreated-By: benchmark\nEntry-Definitions: {files[0].Path}\n"), .. files]);
                    var before = ToscaBenchmark.Read(package);
                    var ours = ToscaBenchmark.Best(() => ToscaBenchmark.Read(package));
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-36} {ours.TotalMilliseconds,7:F2} ms {peer,7:F0} ms   {peer / ours.TotalMilliseconds,5:F0}   ({before.Diagnostics.Count(d => d.Severity == NfvOrchestrator.Tosca.Diagnostics.Severity.Error)} errors of ours)"));
                }
                else
                {
                    Console.WriteLine($"  {what}: refused by the peer, or it is not installed (apt-get install python3-tosca-parser)");
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task<double?> PeerAsync(string file)
    {
        var driver = Path.Combine(AppContext.BaseDirectory, "Tosca", "tosca_peer.py");
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(driver);
        start.ArgumentList.Add(file);
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Tosca", "tosca_simple_profile_types.yaml"));
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode == 0)
            {
                return double.Parse(output.Trim(), CultureInfo.InvariantCulture);
            }

            Console.WriteLine("    peer: " + string.Join(" | ", (await error).Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(4)));
            return null;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Console.WriteLine("    peer: " + e.Message);
            return null;
        }
    }

    private static IEnumerable<(string What, List<(string Path, string Text)> Files)> Inputs()
    {
        if (ToscaBenchmark.SharedFolder() is { } shared)
        {
            var folder = Path.Combine(shared, "etsi", "sol001", "2.6.1");
            if (Directory.Exists(folder))
            {
                var types = new[] { "common", "vnfd" }.Select(f => $"etsi_nfv_sol001_{f}_types.yaml").Select(f => (f, File.ReadAllText(Path.Combine(folder, f)))).ToList();
                yield return ("2,000-line VNFD, SOL001 2.6.1 beside", [("vnfd.yaml", VnfdText.Write(27, "etsi_nfv_sol001_vnfd_types.yaml", plain: true).Replace("simple_yaml_1_3", "simple_yaml_1_2", StringComparison.Ordinal)), .. types]);
            }
        }

        yield return ("2,000-line TOSCA 1.2 (normative)", [("template.yaml", Normative())]);
    }

    /// <summary>The same number of lines in normative types only, which every TOSCA parser takes.</summary>
    private static string Normative()
    {
        var text = new StringBuilder("tosca_definitions_version: tosca_simple_yaml_1_2\ndescription: servers with disks\ntopology_template:\n  inputs:\n    cpus:\n      type: integer\n      default: 4\n  node_templates:\n");
        for (var i = 0; i < 66; i++)
        {
            text.Append($$"""
                    server_{{i}}:
                      type: tosca.nodes.Compute
                      capabilities:
                        host:
                          properties:
                            num_cpus: { get_input: cpus }
                            disk_size: 20 GB
                            mem_size: 8 GB
                        os:
                          properties:
                            architecture: x86_64
                            type: linux
                            distribution: debian
                            version: 12.0.1
                    network_{{i}}:
                      type: tosca.nodes.network.Network
                      properties:
                        cidr: 192.168.{{i}}.0/24
                        network_name: network {{i}}
                    port_{{i}}:
                      type: tosca.nodes.network.Port
                      properties:
                        order: 0
                      requirements:
                        - binding:
                            node: server_{{i}}
                        - link:
                            node: network_{{i}}

                """.ReplaceLineEndings("\n"));
        }

        return text.ToString();
    }
}

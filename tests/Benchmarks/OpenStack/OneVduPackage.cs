using System.Globalization;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Benchmarks.OpenStack;

/// <summary>Writes a VNF package with one VDU: a server with a port outside, so many times, and so many more by scaling.</summary>
internal static class OneVduPackage
{
    /// <summary>Aspect that adds one server a step.</summary>
    public const string Aspect = "workers";

    /// <summary>Onboards nothing; writes a folder that the caller deletes.</summary>
    public static string Write(int servers)
        => new VnfPackageFolder(string.Create(CultureInfo.InvariantCulture, $"3140a300-0000-4000-8000-{servers:D12}"), "1.0", "Many", string.Create(CultureInfo.InvariantCulture, $"{servers} servers"))
            .Vdu("worker", "worker", "an image of a benchmark", (servers, servers + 20), "512 MiB")
            .Net("worker")
            .Append(string.Create(CultureInfo.InvariantCulture, $$"""
              policies:
                - aspects:
                    type: tosca.policies.nfv.ScalingAspects
                    properties:
                      aspects:
                        {{Aspect}}: {name: {{Aspect}}, description: one server a step, max_scale_level: 20, step_deltas: [one]}
                - deltas:
                    type: tosca.policies.nfv.VduScalingAspectDeltas
                    targets: [worker]
                    properties:
                      aspect: {{Aspect}}
                      deltas: {one: {number_of_instances: 1} }
                - initial:
                    type: tosca.policies.nfv.VduInitialDelta
                    targets: [worker]
                    properties:
                      initial_delta: {number_of_instances: {{servers}} }
                - levels:
                    type: tosca.policies.nfv.InstantiationLevels
                    properties:
                      default_level: default
                      levels:
                        default:
                          description: as it begins
                          scale_info:
                            {{Aspect}}: {scale_level: 0}
                - worker_levels:
                    type: tosca.policies.nfv.VduInstantiationLevels
                    targets: [worker]
                    properties:
                      levels:
                        default: {number_of_instances: {{servers}} }

            """))
            .Write();
}

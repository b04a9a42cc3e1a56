using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NfvOrchestrator.Benchmarks.OpenStack;

/// <summary>Writes a VNF package with one VDU: a server with a port outside, so many times, and so many more by scaling.</summary>
internal static class OneVduPackage
{
    /// <summary>Aspect that adds one server a step.</summary>
    public const string Aspect = "workers";

    /// <summary>Onboards nothing; writes a folder that the caller deletes.</summary>
    public static string Write(int servers)
    {
        var folder = Directory.CreateTempSubdirectory("nfv-one-vdu-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "Files", "images"));
        var image = Encoding.UTF8.GetBytes("an image of a benchmark");
        File.WriteAllBytes(Path.Combine(folder, "Files", "images", "worker.img"), image);
        var id = string.Create(CultureInfo.InvariantCulture, $"3140a300-0000-4000-8000-{servers:D12}");
        File.WriteAllText(Path.Combine(folder, "many.yaml"), $$"""
            tosca_definitions_version: tosca_simple_yaml_1_3
            description: {{servers}} servers

            imports:
              - etsi_nfv_sol001_vnfd_types.yaml

            node_types:
              nfvorchestrator.many.VNF:
                derived_from: tosca.nodes.nfv.VNF
                properties:
                  descriptor_id: {type: string, default: {{id}}}
                  descriptor_version: {type: string, default: '1.0'}
                  provider: {type: string, default: NfvOrchestrator}
                  product_name: {type: string, default: Many}
                  software_version: {type: string, default: '1.0'}
                  vnfm_info: {type: list, entry_schema: {type: string}, default: ['etsivnfm:v3.7.1']}
                  flavour_id: {type: string, default: simple}
                  flavour_description: {type: string, default: one size}
                requirements:
                  - net: {capability: tosca.capabilities.nfv.VirtualLinkable, relationship: tosca.relationships.nfv.VirtualLinksTo, occurrences: [1, 1]}

            topology_template:
              substitution_mappings:
                node_type: nfvorchestrator.many.VNF
                requirements:
                  net: [net, virtual_link]

              node_templates:
                vnf:
                  type: nfvorchestrator.many.VNF

                worker:
                  type: tosca.nodes.nfv.Vdu.Compute
                  properties:
                    name: worker
                    description: the only VDU
                    vdu_profile: {min_number_of_instances: {{servers}}, max_number_of_instances: {{servers + 20}} }
                  capabilities:
                    virtual_compute:
                      properties:
                        virtual_cpu: {num_virtual_cpu: 1, cpu_architecture: x86_64}
                        virtual_memory: {virtual_mem_size: 512 MiB}
                        virtual_local_storage:
                          - size_of_storage: 1 GiB
                  artifacts:
                    sw_image:
                      type: tosca.artifacts.nfv.SwImage
                      file: Files/images/worker.img
                      properties:
                        name: worker
                        version: '1.0'
                        checksum: {algorithm: sha-256, hash: {{Convert.ToHexStringLower(SHA256.HashData(image))}} }
                        container_format: bare
                        disk_format: raw
                        min_disk: 1 GiB
                        size: {{image.Length}} B

                net:
                  type: tosca.nodes.nfv.VduCp
                  properties:
                    description: external connection point
                    layer_protocols: [ipv4]
                    order: 0
                    protocol:
                      - associated_layer_protocol: ipv4
                        address_data:
                          - address_type: ip_address
                            l3_address_data: {ip_address_assignment: true, floating_ip_activated: false, ip_address_type: ipv4, number_of_ip_address: 1}
                  requirements:
                    - virtual_binding: worker

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

            """);
        return folder;
    }
}

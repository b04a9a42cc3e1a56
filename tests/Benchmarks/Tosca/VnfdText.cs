using System.Globalization;
using System.Text;

namespace NfvOrchestrator.Benchmarks.Tosca;

/// <summary>Writes VNFDs of any size as vendors write them: a node per paragraph, one key a line.</summary>
internal static class VnfdText
{
    /// <param name="vdus">Number of VDUs; each brings a connection point, a storage and a share of policies (60 lines).</param>
    /// <param name="import">What is imported as ETSI types.</param>
    /// <param name="noteBytes">Bytes of vendor metadata per VDU.</param>
    /// <param name="plain">Without functions and substitution mappings, which not every parser takes.</param>
    public static string Write(int vdus, string import, int noteBytes = 0, bool plain = false)
    {
        var text = new StringBuilder($"""
            tosca_definitions_version: tosca_simple_yaml_1_3
            description: VNFD of {vdus} VDUs
            imports:
              - {import}
            node_types:
              benchmark.VNF:
                derived_from: tosca.nodes.nfv.VNF
                properties:
                  descriptor_id:
                    type: string
                    default: 3140a100-0000-4000-8000-00000000be9c
                  provider:
                    type: string
                    default: Benchmark
                requirements:
                  - outside:
                      capability: tosca.capabilities.nfv.VirtualLinkable
                      relationship: tosca.relationships.nfv.VirtualLinksTo
                      occurrences: [0, 1]
            topology_template:
              inputs:
                cpus:
                  type: integer
                  default: 4
              substitution_mappings:
                node_type: benchmark.VNF
                properties:
                  flavour_id: simple
                requirements:
                  outside: [outside, external_virtual_link]
              node_templates:
                vnf:
                  type: benchmark.VNF
                  properties:
                    descriptor_version: '1.0'
                    product_name: Benchmark
                    software_version: '1.0'
                    flavour_id: simple
                    flavour_description: the only one
                    vnfm_info:
                      - '0:benchmark'
                inside:
                  type: tosca.nodes.nfv.VnfVirtualLink
                  properties:
                    connectivity_type:
                      layer_protocols: [ipv4]
                    vl_profile:
                      max_bitrate_requirements:
                        root: 1000000
                      min_bitrate_requirements:
                        root: 1000000
                outside:
                  type: tosca.nodes.nfv.VnfExtCp
                  properties:
                    layer_protocols: [ipv4]
                  requirements:
                    - internal_virtual_link: inside

            """.ReplaceLineEndings("\n"));
        for (var i = 0; i < vdus; i++)
        {
            text.Append($$"""
                    vdu_{{i}}:
                      type: tosca.nodes.nfv.Vdu.Compute
                      properties:
                        name: vdu {{i}}
                        description: one of many
                        vdu_profile:
                          min_number_of_instances: 1
                          max_number_of_instances: 4
                      capabilities:
                        virtual_compute:
                          properties:
                            virtual_memory:
                              virtual_mem_size: 8 GiB
                              numa_enabled: true
                            virtual_cpu:
                              num_virtual_cpu: { get_input: cpus }
                              cpu_architecture: x86
                              virtual_cpu_pinning:
                                virtual_cpu_pinning_policy: static
                            virtual_local_storage:
                              - size_of_storage: 20 GB
                      requirements:
                        - virtual_storage: disk_{{i}}
                      artifacts:
                        image:
                          type: tosca.artifacts.nfv.SwImage
                          file: https://images.example.com/{{i}}.qcow2
                          properties:
                            name: image {{i}}
                            version: '1.0'
                            checksum:
                              algorithm: sha-256
                              hash: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
                            container_format: bare
                            disk_format: qcow2
                            min_disk: 20 GB
                            size: 2 GB
                    disk_{{i}}:
                      type: tosca.nodes.nfv.Vdu.VirtualBlockStorage
                      properties:
                        virtual_block_storage_data:
                          size_of_storage: 100 GB
                          rdma_enabled: false
                    cp_{{i}}:
                      type: tosca.nodes.nfv.VduCp
                      properties:
                        layer_protocols: [ipv4]
                        order: 0
                        protocol:
                          - associated_layer_protocol: ipv4
                            address_data:
                              - address_type: ip_address
                                l3_address_data:
                                  ip_address_assignment: true
                                  floating_ip_activated: false
                                  ip_address_type: ipv4
                                  number_of_ip_address: 1
                      requirements:
                        - virtual_binding: vdu_{{i}}
                        - virtual_link: inside

                """.ReplaceLineEndings("\n"));
            if (noteBytes > 0)
            {
                text.Append("      metadata:\n");
                for (var n = 0; n * 64 < noteBytes; n++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"        note_{n}: what the vendor wants to remember about {i} and {n}\n");
                }
            }
        }

        text.Append("""
              policies:
                - levels:
                    type: tosca.policies.nfv.InstantiationLevels
                    properties:
                      levels:
                        basic:
                          description: the least

            """.ReplaceLineEndings("\n"));
        for (var i = 0; i < vdus; i++)
        {
            text.Append($$"""
                    - initial_{{i}}:
                        type: tosca.policies.nfv.VduInitialDelta
                        properties:
                          initial_delta:
                            number_of_instances: 1
                        targets: [vdu_{{i}}]
                    - level_{{i}}:
                        type: tosca.policies.nfv.VduInstantiationLevels
                        properties:
                          levels:
                            basic:
                              number_of_instances: 1
                        targets: [vdu_{{i}}]

                """.ReplaceLineEndings("\n"));
        }

        if (plain)
        {
            var whole = text.ToString().Replace("{ get_input: cpus }", "4", StringComparison.Ordinal);
            return whole[..whole.IndexOf("  substitution_mappings:", StringComparison.Ordinal)] + whole[whole.IndexOf("  node_templates:", StringComparison.Ordinal)..];
        }

        return text.ToString();
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NfvOrchestrator.Integration;

/// <summary>Writes VNF packages of one product in several versions: two front ends on an external link, and a data base with a volume.</summary>
internal static class TwoVersions
{
    /// <summary>VNFD id of a version.</summary>
    public static string VnfdId(int version, string product = "Pair") => product == "Pair" ? $"3140a200-0000-4000-8000-00000000000{version}" : $"3140a200-0000-4000-9000-00000000000{version}";

    /// <summary>Writes a package; the caller deletes the folder.</summary>
    /// <param name="version">Version; every version has another image of the front end.</param>
    /// <param name="withDb">Whether it has the data base.</param>
    /// <param name="withProbe">Whether it has a third VDU.</param>
    /// <param name="product">Product name.</param>
    public static string Write(int version, bool withDb = true, bool withProbe = false, string product = "Pair")
    {
        var folder = Directory.CreateTempSubdirectory("nfv-pair-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "Files", "images"));
        var front = Image(folder, "front", $"front end {version.ToString(CultureInfo.InvariantCulture)}");
        var db = Image(folder, "db", "data base");
        var text = new StringBuilder($$"""
            tosca_definitions_version: tosca_simple_yaml_1_3
            description: Two front ends and a data base

            imports:
              - etsi_nfv_sol001_vnfd_types.yaml

            node_types:
              nfvorchestrator.pair.VNF:
                derived_from: tosca.nodes.nfv.VNF
                properties:
                  descriptor_id: {type: string, default: {{VnfdId(version, product)}}}
                  descriptor_version: {type: string, default: '{{version}}.0'}
                  provider: {type: string, default: NfvOrchestrator}
                  product_name: {type: string, default: {{product}}}
                  software_version: {type: string, default: '{{version}}.0'}
                  vnfm_info: {type: list, entry_schema: {type: string}, default: ['etsivnfm:v3.7.1']}
                  flavour_id: {type: string, default: simple}
                  flavour_description: {type: string, default: one size}
                requirements:
                  - net: {capability: tosca.capabilities.nfv.VirtualLinkable, relationship: tosca.relationships.nfv.VirtualLinksTo, occurrences: [1, 1]}

            topology_template:
              substitution_mappings:
                node_type: nfvorchestrator.pair.VNF
                requirements:
                  net: [net, virtual_link]

              node_templates:
                vnf:
                  type: nfvorchestrator.pair.VNF

            """);
        text.Append(Vdu("front", front, "2", null));
        if (withDb)
        {
            text.Append(Vdu("db", db, "1", "disk"));
            text.Append("""
                    disk:
                      type: tosca.nodes.nfv.Vdu.VirtualBlockStorage
                      properties:
                        virtual_block_storage_data: {size_of_storage: 2 GiB, rdma_enabled: false}
                        per_vnfc_instance: true

                """);
        }
        if (withProbe)
        {
            text.Append(Vdu("probe", db, "1", null));
        }
        text.Append("""
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
                    - virtual_binding: front

            """);
        File.WriteAllText(Path.Combine(folder, "pair.yaml"), text.ToString());
        return folder;
    }

    private static string Vdu(string name, (string Hash, int Size) image, string instances, string? storage) => $$"""
            {{name}}:
              type: tosca.nodes.nfv.Vdu.Compute
              properties:
                name: {{name}}
                description: a VDU
                vdu_profile: {min_number_of_instances: {{instances}}, max_number_of_instances: {{instances}}}
              capabilities:
                virtual_compute:
                  properties:
                    virtual_cpu:
                      num_virtual_cpu: 1
                      cpu_architecture: x86_64
                    virtual_memory:
                      virtual_mem_size: 1 GiB
                    virtual_local_storage:
                      - size_of_storage: 1 GiB
              artifacts:
                sw_image:
                  type: tosca.artifacts.nfv.SwImage
                  file: Files/images/{{(name == "front" ? "front" : "db")}}.img
                  properties:
                    name: {{name}}
                    version: '1.0'
                    checksum:
                      algorithm: sha-256
                      hash: {{image.Hash}}
                    container_format: bare
                    disk_format: raw
                    min_disk: 1 GiB
                    size: {{image.Size}} B
        {{(storage is null ? "" : $"      requirements:\n        - virtual_storage: {storage}\n")}}
        """;

    private static (string Hash, int Size) Image(string folder, string name, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        File.WriteAllBytes(Path.Combine(folder, "Files", "images", name + ".img"), bytes);
        return (Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length);
    }
}

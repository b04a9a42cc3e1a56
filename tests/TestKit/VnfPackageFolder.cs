using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NfvOrchestrator.TestKit;

/// <summary>
/// Writes the folder of a VNF package with one flavour and one external connection point <c>net</c>: the frame that every VNFD has, and the node templates a test asks for. The caller deletes
/// the folder.
/// </summary>
public sealed class VnfPackageFolder
{
    private readonly StringBuilder text;

    /// <summary>Begins one.</summary>
    /// <param name="descriptorId">VNFD id.</param>
    /// <param name="version">Of descriptor and software.</param>
    /// <param name="product">Product name.</param>
    /// <param name="description">Of the VNFD.</param>
    public VnfPackageFolder(string descriptorId, string version, string product, string description)
    {
        Folder = Directory.CreateTempSubdirectory("nfv-package-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "Files", "images"));
        text = new StringBuilder($$"""
            tosca_definitions_version: tosca_simple_yaml_1_3
            description: {{description}}

            imports:
              - etsi_nfv_sol001_vnfd_types.yaml

            node_types:
              nfvorchestrator.test.VNF:
                derived_from: tosca.nodes.nfv.VNF
                properties:
                  descriptor_id: {type: string, default: {{descriptorId}}}
                  descriptor_version: {type: string, default: '{{version}}'}
                  provider: {type: string, default: NfvOrchestrator}
                  product_name: {type: string, default: {{product}}}
                  software_version: {type: string, default: '{{version}}'}
                  vnfm_info: {type: list, entry_schema: {type: string}, default: ['etsivnfm:v3.7.1']}
                  flavour_id: {type: string, default: simple}
                  flavour_description: {type: string, default: one size}
                requirements:
                  - net: {capability: tosca.capabilities.nfv.VirtualLinkable, relationship: tosca.relationships.nfv.VirtualLinksTo, occurrences: [1, 1]}

            topology_template:
              substitution_mappings:
                node_type: nfvorchestrator.test.VNF
                requirements:
                  net: [net, virtual_link]

              node_templates:
                vnf:
                  type: nfvorchestrator.test.VNF


            """);
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>Adds a VDU whose software image is a small file.</summary>
    /// <param name="name">Name of the VDU.</param>
    /// <param name="image">Name of the image's file; VDUs may share one.</param>
    /// <param name="content">Content of the image.</param>
    /// <param name="instances">Least and most VNFCs.</param>
    /// <param name="memory">Of a VNFC.</param>
    /// <param name="volume">Name of a volume of 2 GiB that each VNFC has; null: none.</param>
    /// <param name="disk">Its local disk.</param>
    public VnfPackageFolder Vdu(string name, string image, string content, (int Least, int Most) instances, string memory = "1 GiB", string? volume = null, string disk = "1 GiB")
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        File.WriteAllBytes(Path.Combine(Folder, "Files", "images", image + ".img"), bytes);
        Append(string.Create(CultureInfo.InvariantCulture, $$"""
                {{name}}:
                  type: tosca.nodes.nfv.Vdu.Compute
                  properties:
                    name: {{name}}
                    description: a VDU
                    vdu_profile: {min_number_of_instances: {{instances.Least}}, max_number_of_instances: {{instances.Most}}}
                  capabilities:
                    virtual_compute:
                      properties:
                        virtual_cpu: {num_virtual_cpu: 1, cpu_architecture: x86_64}
                        virtual_memory: {virtual_mem_size: {{memory}}}
                        virtual_local_storage:
                          - size_of_storage: {{disk}}
                  artifacts:
                    sw_image:
                      type: tosca.artifacts.nfv.SwImage
                      file: Files/images/{{image}}.img
                      properties:
                        name: {{name}}
                        version: '1.0'
                        checksum: {algorithm: sha-256, hash: {{Convert.ToHexStringLower(SHA256.HashData(bytes))}}}
                        container_format: bare
                        disk_format: raw
                        min_disk: 1 GiB
                        size: {{bytes.Length}} B

            """));
        return volume is null ? this : Append($$"""
                  requirements:
                    - virtual_storage: {{volume}}
                {{volume}}:
                  type: tosca.nodes.nfv.Vdu.VirtualBlockStorage
                  properties:
                    virtual_block_storage_data: {size_of_storage: 2 GiB, rdma_enabled: false}
                    per_vnfc_instance: true

            """);
    }

    /// <summary>Adds the external connection point <c>net</c>: a port with an address of IPv4.</summary>
    /// <param name="vdu">The VDU it belongs to.</param>
    public VnfPackageFolder Net(string vdu) => Append($$"""
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
                    - virtual_binding: {{vdu}}

            """);

    /// <summary>Adds further text.</summary>
    public VnfPackageFolder Append(string yaml)
    {
        text.Append(yaml);
        return this;
    }

    /// <summary>Writes the descriptor; returns the folder.</summary>
    public string Write()
    {
        File.WriteAllText(Path.Combine(Folder, "vnfd.yaml"), text.ToString());
        return Folder;
    }
}

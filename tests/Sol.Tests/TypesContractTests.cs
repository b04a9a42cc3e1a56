using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Sol.Tests;

/// <summary>Every named structure of the published documents has its record here, with the same attributes, mandatory where they are.</summary>
public sealed class TypesContractTests
{
    // Attributes mandatory in a document but not in our record, each for a reason given in the README of the room.
    private static readonly HashSet<string> Relaxed = new(StringComparer.Ordinal)
    {
        "VnfPkgInfoLinks.vnfd", "VnfPackageSoftwareImageInfo.imagePath", "VnfPackageArtifactInfo.artifactPath", "CpProtocolInfo.ipOverEthernet",
    };

    // The document repeats the attributes of the address inside by mistake.
    private static readonly HashSet<string> Slips = new(StringComparer.Ordinal) { "IpOverEthernetAddressInfo", "PkgmNotificationsFilter", "Checksum" };

    public static TheoryData<string, string, string> Documents => new()
    {
        { "SOL003", "VNFLifecycleManagement", "VnfLcm" },
        { "SOL003", "VNFLifecycleManagementNotification", "VnfLcm" },
        { "SOL003", "VNFLifecycleOperationGranting", "Grant" },
        { "SOL003", "VirtualisedResourcesQuotaAvailableNotification", "VrQan" },
        { "SOL003", "VNFPackageManagement", "VnfPkgm" },
        { "SOL003", "VNFPackageManagementNotification", "VnfPkgm" },
        { "SOL005", "VNFPackageManagement", "VnfPkgm" },
        { "SOL005", "VNFPackageManagementNotification", "VnfPkgm" },
        { "SOL005", "NSDManagement", "Nsd" },
        { "SOL005", "NSDManagementNotification", "Nsd" },
        { "SOL005", "NSLifecycleManagement", "NsLcm" },
        { "SOL005", "NSLifecycleManagementNotification", "NsLcm" },
        { "SOL003", "VNFPerformanceManagement", "Pm" },
        { "SOL003", "VNFPerformanceManagementNotification", "Pm" },
        { "SOL005", "NSPerformanceManagement", "Pm" },
        { "SOL005", "NSPerformanceManagementNotification", "Pm" },
    };

    [SkippableTheory]
    [MemberData(nameof(Documents))]
    public void Types_agree_with_the_document(string spec, string api, string folder)
    {
        var path = SharedFolder.Find("etsi", "openapi", spec == "SOL003" ? "SOL002-SOL003" : spec, "3.7.1", "bundled", spec, api + ".json");
        Skip.If(path is null, SharedFolder.SkipReason);
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var assembly = typeof(ProblemDetails).Assembly;
        var context = (JsonSerializerContext)assembly.GetType($"NfvOrchestrator.Sol.{folder}.{folder}JsonContext")!
            .GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var wrong = new List<string>();
        foreach (var schema in document.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            var name = schema.Name.Split("__")[0];
            if (Slips.Contains(name) || !schema.Value.TryGetProperty("properties", out var properties))
            {
                continue;
            }

            var type = assembly.GetType($"NfvOrchestrator.Sol.{folder}.{name}") ?? assembly.GetType($"NfvOrchestrator.Sol.Common.{name}");
            if (type is null || (context.GetTypeInfo(type) ?? CommonJsonContext.Default.GetTypeInfo(type)) is not { } info)
            {
                wrong.Add($"{name}: no type, or no JSON metadata");
                continue;
            }

            Compare(name, schema.Value, properties, info, wrong);
        }

        wrong.ShouldBeEmpty();
    }

    private static void Compare(string name, JsonElement schema, JsonElement properties, JsonTypeInfo info, List<string> wrong)
    {
        var own = info.Properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        var required = schema.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(e => e.GetString()!).ToHashSet() : [];
        foreach (var property in properties.EnumerateObject())
        {
            if (!own.TryGetValue(property.Name, out var attribute))
            {
                wrong.Add($"{name}.{property.Name}: missing");
            }
            else if (required.Contains(property.Name) && !attribute.IsRequired && !Relaxed.Contains($"{name}.{property.Name}"))
            {
                wrong.Add($"{name}.{property.Name}: mandatory in the document, optional here");
            }
            else if (!required.Contains(property.Name) && attribute.IsRequired)
            {
                wrong.Add($"{name}.{property.Name}: optional in the document, mandatory here");
            }
        }
    }
}

using System.Text.Json.Serialization;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>Source-generated JSON for the typed model: it is stored once with the package and read back by lifecycle code.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    MaxDepth = 192)]
[JsonSerializable(typeof(VnfDescriptor))]
[JsonSerializable(typeof(NsDescriptor))]
[JsonSerializable(typeof(PnfDescriptor))]
[JsonSerializable(typeof(IReadOnlyList<SwImage>))]
[JsonSerializable(typeof(IReadOnlyList<Packages.PackageArtifact>))]
[JsonSerializable(typeof(Packages.PackageManifest))]
[JsonSerializable(typeof(IReadOnlyList<Diagnostics.Diagnostic>))]
public sealed partial class ToscaJsonContext : JsonSerializerContext;

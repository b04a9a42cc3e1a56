using System.Text.Json.Serialization;

namespace NfvOrchestrator.Tosca.JsonSchemas;

/// <summary>What the evaluator writes as JSON itself.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class SchemaJsonContext : JsonSerializerContext;

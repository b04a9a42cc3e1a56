using System.Text.Json.Serialization;

namespace NfvOrchestrator.Placement.Capacity;

/// <summary>JSON metadata of the ledger and its reservations: camel case, nulls and zeros left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ZoneLedger))]
[JsonSerializable(typeof(Reservation))]
public sealed partial class LedgerJson : JsonSerializerContext;

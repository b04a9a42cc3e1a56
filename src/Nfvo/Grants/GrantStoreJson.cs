using System.Text.Json.Serialization;
using NfvOrchestrator.Nfvo.Grants.Ledger;
using NfvOrchestrator.Nfvo.Grants.Pending;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>How granting is stored. Apart from the rest of the NFVO: SOL003 and SOL005 have types of the same name.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GrantRecord))]
[JsonSerializable(typeof(LedgerPage))]
[JsonSerializable(typeof(PendingGrant))]
internal sealed partial class GrantStoreJson : JsonSerializerContext;

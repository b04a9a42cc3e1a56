using System.Text.Json;
using NfvOrchestrator.Sol.Common;

namespace NfvOrchestrator.Platform.Resources;

/// <summary>What a subscription request of any API says.</summary>
/// <param name="CallbackUri">Where notifications go.</param>
/// <param name="Authentication">How to log in there.</param>
/// <param name="Filter">The filter as written.</param>
/// <param name="Alternatives">The filter in matchable form.</param>
/// <param name="Verbosity">FULL or SHORT.</param>
public sealed record SubscriptionContent(
    string CallbackUri,
    SubscriptionAuthentication? Authentication,
    JsonElement? Filter,
    IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives,
    string Verbosity = "FULL");

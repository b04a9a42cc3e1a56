namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Query parameters an endpoint takes; any other is answered 400.</summary>
/// <param name="Names">Names, exact case.</param>
public sealed record SolQueryMetadata(IReadOnlyList<string> Names);

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>Media types an endpoint can answer with on success; a request whose Accept names none of them is answered 406.</summary>
/// <param name="ContentTypes">Media types.</param>
/// <param name="AcceptsJsonAnyway">Do not mind <c>Accept: application/json</c> although a file is served (clients do that).</param>
public sealed record SolProducesMetadata(IReadOnlyList<string> ContentTypes, bool AcceptsJsonAnyway);

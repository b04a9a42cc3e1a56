namespace NfvOrchestrator.Conformance;

/// <summary>A request and its answer as a service of the lab saw them.</summary>
/// <param name="Operation">Method and route template.</param>
/// <param name="Request">Body of the request.</param>
/// <param name="Answer">The answer.</param>
public sealed record RecordedExchange(string Operation, byte[] Request, Answer Answer);

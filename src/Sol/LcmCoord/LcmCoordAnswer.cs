namespace NfvOrchestrator.Sol.LcmCoord;

/// <summary>How a coordination stands (SOL002 §10.4).</summary>
/// <param name="Result">Its result; null: it goes on.</param>
/// <param name="Id">Its identifier, when it was accepted (202) or is over.</param>
/// <param name="Delay">How long the other side asks to wait before asking again.</param>
/// <param name="Rejected">It was not begun (503): the request is to be repeated after the delay.</param>
public sealed record LcmCoordAnswer(LcmCoord? Result, string? Id, TimeSpan? Delay, bool Rejected = false);

using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Nfvo.Grants;

/// <summary>How a <see cref="Booking"/> ended: booked, or refused for want of capacity or quota.</summary>
/// <param name="Record">The grant.</param>
/// <param name="Refusal">Why there is none (403).</param>
internal sealed record BookingOutcome(GrantRecord? Record, SolProblemException? Refusal);

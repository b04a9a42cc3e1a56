namespace NfvOrchestrator.Tosca.Model;

/// <summary>A capability asked of the host by name (SOL001 §6.2.2).</summary>
/// <param name="Name">Name of the capability.</param>
/// <param name="SupportMandatory">Whether a host without it must be refused.</param>
/// <param name="Parameters">Target performance parameters.</param>
public sealed record RequestedAdditionalCapability(string Name, bool SupportMandatory, IReadOnlyDictionary<string, string> Parameters);

namespace NfvOrchestrator.Tosca.Model;

/// <summary>A number of instances that holds for a size of the group.</summary>
/// <param name="GroupSize">Size of the group; null = any.</param>
/// <param name="Instances">The number.</param>
public sealed record GroupSizeLimit(int? GroupSize, int Instances);

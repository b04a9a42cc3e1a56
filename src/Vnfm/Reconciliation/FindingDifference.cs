namespace NfvOrchestrator.Vnfm.Reconciliation;

/// <summary>One thing that is not as it should be.</summary>
/// <param name="Attribute"><c>state</c>, <c>power</c>, <c>flavour</c>, <c>image</c>, <c>ports</c>, <c>volumes</c>, <c>host</c> or <c>vimResourceId</c>.</param>
/// <param name="Expected">As the record has it.</param>
/// <param name="Observed">As the VIM has it.</param>
public sealed record FindingDifference(string Attribute, string Expected, string Observed);

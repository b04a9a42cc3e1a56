namespace NfvOrchestrator.Tosca.Model;

/// <summary>Where something stands in the package: for messages about it that come later, e.g. when an NSD is checked against its VNFDs.</summary>
/// <param name="File">Path inside the package.</param>
/// <param name="Line">One-based line.</param>
/// <param name="Column">One-based column.</param>
public sealed record SourcePlace(string File, int Line, int Column);

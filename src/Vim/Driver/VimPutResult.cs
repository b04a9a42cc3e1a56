using System.Runtime.InteropServices;

namespace NfvOrchestrator.Vim;

/// <summary>What a put did.</summary>
/// <param name="Resource">The resource afterwards.</param>
/// <param name="Outcome">What was done.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VimPutResult(VimResource Resource, VimPutOutcome Outcome);

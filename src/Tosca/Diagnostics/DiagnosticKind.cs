namespace NfvOrchestrator.Tosca.Diagnostics;

/// <summary>How a code behaves in the two ways of reading.</summary>
public enum DiagnosticKind
{
    /// <summary>Blocks always: the descriptor cannot be used as it is.</summary>
    Error,

    /// <summary>Has a safe reading: a warning when reading leniently, an error when reading strictly.</summary>
    Deviation,

    /// <summary>A deviation where a safe reading exists, an error where none does.</summary>
    ErrorOrDeviation,

    /// <summary>Never blocks, but something will be missing or different.</summary>
    Warning,

    /// <summary>For information.</summary>
    Info,

    /// <summary>Information, or a warning where something is lost.</summary>
    InfoOrWarning,

    /// <summary>A deviation in a packed archive; information in a directory, where packing mends it.</summary>
    InfoOrDeviation,
}

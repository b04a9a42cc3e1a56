namespace NfvOrchestrator.Tosca.Diagnostics;

/// <summary>How much a finding matters: only an <see cref="Error"/> keeps a package from being onboarded.</summary>
public enum Severity
{
    /// <summary>For information.</summary>
    Info,

    /// <summary>A deviation from the specification that has a safe reading; the package is accepted.</summary>
    Warning,

    /// <summary>The package cannot be used as it is.</summary>
    Error,
}

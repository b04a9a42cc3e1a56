namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>Which program runs a script, by the extension of its file; others are run themselves.</summary>
internal static class Interpreters
{
    /// <summary>The program; null: the script itself.</summary>
    public static string? Of(string? fileName) => Path.GetExtension(fileName ?? "").ToUpperInvariant() switch
    {
        ".PY" => "python3",
        ".SH" or "" => "sh",
        ".BASH" => "bash",
        ".PL" => "perl",
        ".RB" => "ruby",
        _ => null,
    };
}

namespace NfvOrchestrator.Tosca.Model;

/// <summary>Boot data of a VDU in its structured form (SOL001 ≥ 2.7.1 BootData) or from a plain string.</summary>
public sealed record BootData
{
    /// <summary>Text handed to the VNFC (cloud-init user data or a template of it): inline, or read from <see cref="SourcePath"/> when that is text of less than 48 KiB (65,535 characters of base64).</summary>
    public string? Content { get; init; }

    /// <summary>File of the package that holds it, or null.</summary>
    public string? SourcePath { get; init; }

    /// <summary>Where the file has to be on the VNFC, or null.</summary>
    public string? DestinationPath { get; init; }

    /// <summary>Values for the placeholders of <see cref="Content"/>, or the key/value pairs themselves when there is no content.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True for the form of key/value pairs (kvp_data), which has no content.</summary>
    public bool IsKeyValue { get; init; }

    /// <summary>VIM the specific properties are for, or null.</summary>
    public string? VimType { get; init; }

    /// <summary>Properties for the VIM as such, e.g. <c>config_drive</c>.</summary>
    public IReadOnlyDictionary<string, string> VimProperties { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

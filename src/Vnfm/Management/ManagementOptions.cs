namespace NfvOrchestrator.Vnfm.Management;

/// <summary>How scripts, coordinations and configurations of VNFs are performed.</summary>
public sealed class ManagementOptions
{
    /// <summary>Who runs the scripts of which VNFs; the first that fits. A script for which none fits is not run: the occurrence has a warning.</summary>
    public IReadOnlyList<ScriptDriverOptions> Drivers { get; set; } = [];

    /// <summary>Longest duration of a script whose descriptor says nothing, of a coordination, of the push of a configuration.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Configurable properties go to the element manager (SOL002 §9) when a VNF is instantiated or modified.</summary>
    public bool PushConfiguration { get; set; }

    /// <summary>Allows the driver <c>local-process</c>, which runs scripts of packages on the machine of the VNFM itself: for a lab.</summary>
    public bool AllowLocalProcess { get; set; }

    /// <summary>Of the output of a script the last so many characters are kept.</summary>
    public int MaxOutput { get; set; } = 16_384;

    /// <summary>Largest script, in bytes.</summary>
    public int MaxScriptBytes { get; set; } = 1 << 20;

    /// <summary>Pause between two looks at a coordination whose other side names none.</summary>
    public TimeSpan CoordinationPoll { get; set; } = TimeSpan.FromSeconds(2);
}

using System.Text.Json.Nodes;

namespace NfvOrchestrator.Sdn.Simulator.Network;

/// <summary>A point-to-point intent with what the controller made of it.</summary>
public sealed class SimIntent
{
    /// <summary>Number; the text <c>0x..</c> in answers.</summary>
    public required long Id { get; init; }

    /// <summary>Application that owns it.</summary>
    public required string App { get; init; }

    /// <summary>Its key: the caller's, or the id when it gave none.</summary>
    public required string Key { get; init; }

    /// <summary>As it was posted, normalised.</summary>
    public required JsonObject Body { get; init; }

    /// <summary>Not readable before this time.</summary>
    public required DateTimeOffset VisibleAt { get; init; }

    /// <summary>What it replaces; shown until <see cref="VisibleAt"/>.</summary>
    public SimIntent? Replaces { get; set; }

    /// <summary>INSTALLED, FAILED or CORRUPT.</summary>
    public string State { get; set; } = "FAILED";

    /// <summary>The links of its path, in order.</summary>
    public IReadOnlyList<SimLink> Links { get; set; } = [];

    /// <summary>Its rules.</summary>
    public IReadOnlyList<(string Device, ulong Id)> Rules { get; set; } = [];
}

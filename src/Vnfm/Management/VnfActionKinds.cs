namespace NfvOrchestrator.Vnfm.Management;

/// <summary>Kinds of actions around the resource steps of a VNF operation.</summary>
internal static class VnfActionKinds
{
    /// <summary>A script of the descriptor's lifecycle interface.</summary>
    public const string Script = "script";

    /// <summary>A coordination action (SOL002 §10).</summary>
    public const string Coordination = "coordination";

    /// <summary>Configurable properties pushed to the element manager (SOL002 §9).</summary>
    public const string Configuration = "configuration";
}

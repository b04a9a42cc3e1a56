namespace NfvOrchestrator.Vim.Simulator;

/// <summary>A network that exists before us.</summary>
public sealed class ProviderNetworkOptions
{
    /// <summary>VIM identifier, to which ports refer.</summary>
    public string Id { get; set; } = "";

    /// <summary>Block of its subnet; absent means none.</summary>
    public string? Cidr { get; set; }

    /// <summary>Gateway.</summary>
    public string? Gateway { get; set; }
}

namespace NfvOrchestrator.Vnfm.Management;

/// <summary>Who runs scripts of some VNFs, and how.</summary>
public sealed class ScriptDriverOptions
{
    /// <summary><c>http</c>, <c>ssh</c> or <c>local-process</c>.</summary>
    public required string Driver { get; set; }

    /// <summary>The VNFs it is for, by VNFD id; null: all.</summary>
    public string? VnfdId { get; set; }

    /// <summary>The scripts it is for, by operation, for example <c>instantiate_end</c>; null: all.</summary>
    public string? Operation { get; set; }

    /// <summary><c>http</c>: path below the root of the element manager; <c>{operation}</c> and <c>{vnfInstanceId}</c> are filled in.</summary>
    public string Path { get; set; } = "lifecycle/{vnfInstanceId}/{operation}";

    /// <summary><c>ssh</c>: the VDU on whose VNFCs the script runs; null: the first VDU.</summary>
    public string? VduId { get; set; }

    /// <summary><c>ssh</c>: the connection point whose address is used; null: the first port with an address.</summary>
    public string? CpdId { get; set; }

    /// <summary><c>ssh</c>: user.</summary>
    public string User { get; set; } = "root";

    /// <summary><c>ssh</c>: port.</summary>
    public int Port { get; set; } = 22;

    /// <summary><c>ssh</c>: file with the private key; it stays on this machine.</summary>
    public string? KeyFile { get; set; }

    /// <summary><c>ssh</c>: public host keys of the VNFCs, for example <c>ssh-ed25519 AAAA…</c>; a VNFC with another key is not talked to.</summary>
    public IReadOnlyList<string> HostKeys { get; set; } = [];
}

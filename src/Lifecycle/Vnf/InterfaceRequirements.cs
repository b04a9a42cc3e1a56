using NfvOrchestrator.Tosca.Model;

namespace NfvOrchestrator.Lifecycle.Vnf;

/// <summary>
/// What is understood of the key-value pairs by which a descriptor states requirements on an interface (SOL001 virtual_network_interface_requirements, network_interface_requirements): SOL001
/// leaves the keys open and has no property for what routers and firewalls need.
/// </summary>
internal static class InterfaceRequirements
{
    /// <summary><c>false</c>: nothing on the port is filtered, foreign sender addresses neither.</summary>
    public const string PortSecurity = "port_security_enabled";

    /// <summary>Further sender addresses, separated by white space or <c>;</c>: an address or block each, optionally with <c>,</c> and a MAC address.</summary>
    public const string AllowedAddressPairs = "allowed_address_pairs";

    private static readonly char[] Separators = [' ', ';', '\t', '\n', '\r'];

    /// <summary>Whether the port is to be left unfiltered.</summary>
    public static bool IsUnfiltered(VduCp cp) => cp.InterfaceRequirements.TryGetValue(PortSecurity, out var value) && string.Equals(value.Trim(), "false", StringComparison.OrdinalIgnoreCase);

    /// <summary>Further sender addresses; null: none.</summary>
    public static IReadOnlyList<string>? AllowedAddresses(VduCp cp)
        => cp.InterfaceRequirements.TryGetValue(AllowedAddressPairs, out var value) && value.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } list
            ? list
            : null;
}

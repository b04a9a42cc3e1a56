namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>What is known about each service beforehand.</summary>
internal static class OsServices
{
    /// <summary>Service types a catalogue may use, best first.</summary>
    public static string[] Types(this OsService service) => service switch
    {
        OsService.Compute => ["compute"],
        OsService.Network => ["network"],
        OsService.Image => ["image"],
        OsService.Volume => ["volumev3", "block-storage", "block-store", "volume"],
        OsService.Placement => ["placement"],
        OsService.Metric => ["metric"],
        _ => ["identity"],
    };

    /// <summary>Name in account settings and errors.</summary>
    public static string Token(this OsService service) => service switch
    {
        OsService.Compute => "compute",
        OsService.Network => "network",
        OsService.Image => "image",
        OsService.Volume => "volume",
        OsService.Placement => "placement",
        OsService.Metric => "metric",
        _ => "identity",
    };

    /// <summary>Name of the program, as an administrator knows it.</summary>
    public static string Program(this OsService service) => service switch
    {
        OsService.Compute => "Nova",
        OsService.Network => "Neutron",
        OsService.Image => "Glance",
        OsService.Volume => "Cinder",
        OsService.Placement => "Placement",
        OsService.Metric => "Gnocchi",
        _ => "Keystone",
    };

    /// <summary>Highest microversion this adapter was written for; null for services without microversions.</summary>
    public static OsVersion? Wanted(this OsService service) => service switch
    {
        OsService.Compute => new OsVersion(2, 93),
        OsService.Volume => new OsVersion(3, 70),
        OsService.Placement => new OsVersion(1, 39),
        _ => null,
    };
}

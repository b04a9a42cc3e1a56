using System.Globalization;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Integration;

/// <summary>Writes VNF packages of one product in several versions: two front ends on an external link, and a data base with a volume.</summary>
internal static class TwoVersions
{
    /// <summary>VNFD id of a version.</summary>
    public static string VnfdId(int version, string product = "Pair") => product == "Pair" ? $"3140a200-0000-4000-8000-00000000000{version}" : $"3140a200-0000-4000-9000-00000000000{version}";

    /// <summary>Writes a package; the caller deletes the folder.</summary>
    /// <param name="version">Version; every version has another image of the front end.</param>
    /// <param name="withDb">Whether it has the data base.</param>
    /// <param name="withProbe">Whether it has a third VDU.</param>
    /// <param name="product">Product name.</param>
    public static string Write(int version, bool withDb = true, bool withProbe = false, string product = "Pair")
    {
        var number = version.ToString(CultureInfo.InvariantCulture);
        var package = new VnfPackageFolder(VnfdId(version, product), number + ".0", product, "Two front ends and a data base")
            .Vdu("front", "front", "front end " + number, (2, 2));
        if (withDb)
        {
            package.Vdu("db", "db", "data base", (1, 1), volume: "disk");
        }
        if (withProbe)
        {
            package.Vdu("probe", "db", "data base", (1, 1));
        }
        return package.Net("front").Write();
    }
}

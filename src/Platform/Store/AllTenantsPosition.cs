namespace NfvOrchestrator.Platform.Store;

/// <summary>The position of a page over all tenants: <c>tenant/id</c> (a tenant's name has no slash).</summary>
internal static class AllTenantsPosition
{
    public static string Of(string tenant, string id) => tenant + "/" + id;

    public static (string Tenant, string Id) Parse(string position)
    {
        var slash = position.IndexOf('/', StringComparison.Ordinal);
        return slash < 1
            ? throw new ArgumentException($"'{position}' is not a position taken from a page over all tenants.", nameof(position))
            : (position[..slash], position[(slash + 1)..]);
    }
}

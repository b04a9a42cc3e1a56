using System.Globalization;

namespace NfvOrchestrator.Platform.Store.Postgres;

/// <summary>Pages of documents as SQL.</summary>
internal static class PostgresQueries
{
    /// <summary>One row more than the limit, which tells whether there is a next page.</summary>
    public static SqlText Page(string table, IDocumentCollection collection, string filterRoot, TenantId? tenant, StoreQuery query)
    {
        var sql = new SqlText("$").Append($"SELECT tenant, id, version, {(query.HeadsOnly ? PostgresSchema.HeadColumn(collection) : "doc")} FROM \"{table}\" WHERE ");
        if (tenant is { } one)
        {
            sql.Append("tenant = ").Append(sql.Parameter(one.Value));
            if (query.AfterId is { } after)
            {
                sql.Append(" AND id > ").Append(sql.Parameter(after));
            }
        }
        else if (query.AfterId is { } position)
        {
            var (afterTenant, afterId) = AllTenantsPosition.Parse(position);
            sql.Append($"(tenant, id) > ({sql.Parameter(afterTenant)}, {sql.Parameter(afterId)})");
        }
        else
        {
            sql.Append("true");
        }
        foreach (var (field, value) in query.Where)
        {
            CollectionRegistry.RequireIndexed(collection, field);
            sql.Append(" AND " + PostgresSchema.FieldEquals(sql, collection, field, value));
        }
        if (query.Filter is { } filter)
        {
            PostgresFilters.Append(sql, collection, filterRoot, filter);
        }
        return sql.Append(tenant is null ? " ORDER BY tenant, id LIMIT " : " ORDER BY id LIMIT ").Append((query.Limit + 1).ToString(CultureInfo.InvariantCulture));
    }
}

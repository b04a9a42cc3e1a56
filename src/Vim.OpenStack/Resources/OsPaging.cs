using System.Text.Json.Serialization.Metadata;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Lists, page after page by marker.</summary>
internal static class OsPaging
{
    private const int PageSize = 1000;

    public static async Task<List<TItem>> ListAsync<TAnswer, TItem>(
        this OsAccount account, OsService service, string path, JsonTypeInfo<TAnswer> type, Func<TAnswer, IReadOnlyList<TItem>> items, Func<TItem, string> id, Func<TAnswer, bool> more, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var all = new List<TItem>();
        var join = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        string? marker = null;
        while (true)
        {
            var call = OsCall.Get(service, $"{path}{join}limit={PageSize}{(marker is null ? "" : $"&marker={Uri.EscapeDataString(marker)}")}");
            var answer = (await account.SendAsync(call, cancellationToken)).Read(type);
            var page = items(answer);
            all.AddRange(page);
            if (page.Count == 0 || !more(answer))
            {
                return all;
            }
            marker = id(page[^1]);
        }
    }

    public static bool HasNext(this IReadOnlyList<OsLink>? links) => links?.Any(static link => link.Rel == "next") == true;
}

using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>Volume types by what their volumes can. That several servers may attach a volume is a matter of its type; Cinder takes no other wish for it.</summary>
internal static class VolumeTypes
{
    private const string MultiAttach = "multiattach";

    /// <summary>The type for a volume; null: the cloud's default.</summary>
    /// <exception cref="VimException">The volume shall be attached by several servers, and the type named does not do that (INVALID_REQUEST), is not there (NOT_FOUND), or there is none (NOT_SUPPORTED).</exception>
    public static async Task<string?> ForAsync(OsAccount account, ResourceRecord record, StorageSpec spec, CancellationToken cancellationToken)
    {
        if (!spec.MultiAttach)
        {
            return spec.Type;
        }
        var call = OsCall.Get(OsService.Volume, "types").For(record) with { What = "tell its volume types" };
        var types = (await account.SendAsync(call, cancellationToken)).Read(OsJson.Default.VolumeTypesAnswer).VolumeTypes;
        if (spec.Type is { } named)
        {
            var type = types.FirstOrDefault(t => t.Name == named) ?? types.FirstOrDefault(t => t.Id == named)
                ?? throw Refused(VimErrorCause.NOT_FOUND, $"volume type '{named}' is not there for this project ({Names(types)} are)");
            // Clouds before Xena do not tell members what a type can: there the word of whoever named it counts.
            return type.ExtraSpecs is null || IsShared(type) ? named
                : throw Refused(VimErrorCause.INVALID_REQUEST, $"volumes of type '{named}' are attached by one server at a time; those of {(types.Where(IsShared).ToList() is { Count: > 0 } others ? Names(others) : "no type of this project")} by several");
        }
        return types.Where(IsShared).Select(static t => t.Name).Order(StringComparer.Ordinal).FirstOrDefault()
            ?? throw Refused(VimErrorCause.NOT_SUPPORTED, types.Any(static t => t.ExtraSpecs is null) ? "this cloud does not tell which of its volume types allow that: name one" : "no volume type of this project allows that");

        VimException Refused(VimErrorCause cause, string why) => new(
            cause,
            $"storage '{record.Key}' shall be attached by several servers (multiAttach), but in account '{account.Id}' {why}. Nothing was done; a type allows it with the extra spec {MultiAttach}=\"<is> True\", which the cloud's administrator sets.",
            retryable: false, record.Kind, record.Key);
    }

    /// <summary>The name of a type by its identifier; null: there is none that the account may see.</summary>
    public static async Task<string?> NameAsync(OsAccount account, ResourceRecord record, string id, CancellationToken cancellationToken)
    {
        // By itself: an administrator's list leaves out the types that are not public.
        var answer = await account.SendAsync(OsCall.Get(OsService.Volume, $"types/{id}").For(record) with { Accept = [404], What = "tell the name of the volume type" }, cancellationToken);
        return answer.Status == 404 ? null : answer.Read(OsJson.Default.VolumeTypeAnswer).VolumeType.Name;
    }

    private static bool IsShared(OsVolumeType type) => type.ExtraSpecs?.GetValueOrDefault(MultiAttach)?.Replace(" ", "", StringComparison.Ordinal).Equals("<is>True", StringComparison.OrdinalIgnoreCase) == true;

    private static string Names(IEnumerable<OsVolumeType> types) => string.Join(", ", types.Take(20).Select(static t => $"'{t.Name}'"));
}

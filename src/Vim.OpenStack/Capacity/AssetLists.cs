using System.Globalization;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Resources;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Capacity;

/// <summary>What an account has to make servers of: flavours and images, whoever made them. Lists of Nova and Glance, page by page as they are asked for.</summary>
internal static class AssetLists
{
    public static async Task<VimFlavourPage> FlavoursAsync(OsAccount account, string? marker, int limit, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(account, OsService.Compute, "flavors/detail?sort_key=flavorid", marker, limit, cancellationToken);
        var page = answer.Read(OsJson.Default.FlavorsAnswer);
        return new VimFlavourPage(
            [.. page.Flavors.Where(static f => !f.Disabled).Select(static f => new VimFlavour { Id = f.Id, Name = f.Name, Vcpus = f.Vcpus, MemoryMib = f.Ram, DiskGib = f.Disk, Properties = f.ExtraSpecs is { Count: > 0 } ? f.ExtraSpecs : null })],
            page.Links.HasNext() ? page.Flavors[^1].Id : null);
    }

    /// <param name="account">The account.</param>
    /// <param name="tenant">Whose images are shown with their keys.</param>
    /// <param name="marker">Identifier after which the page begins; null: the first.</param>
    /// <param name="limit">Size of the page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<VimImagePage> ImagesAsync(OsAccount account, TenantId tenant, string? marker, int limit, CancellationToken cancellationToken)
    {
        // Of a shared or public image of another project the marks are that project's.
        var project = (await account.Cloud.TokenAsync(cancellationToken)).ProjectId;
        var answer = await AskAsync(account, OsService.Image, "images?sort=id:asc", marker, limit, cancellationToken);
        var page = answer.Read(OsJson.Default.ImagesAnswer);
        return new VimImagePage(
            [
                .. page.Images.Select(i => new VimImage
                {
                    Id = i.Id,
                    Name = i.Name,
                    Usable = i.Status == "active",
                    Status = i.Status,
                    SizeBytes = i.Size,
                    MinDiskGib = i.MinDisk is > 0 ? i.MinDisk : null,
                    Key = i.Owner == project && i.NfvTenant == tenant.Value && i.NfvAccount == account.Id ? i.NfvKey : null,
                }),
            ],
            page.Next is null ? null : page.Images[^1].Id);
    }

    private static async Task<OsAnswer> AskAsync(OsAccount account, OsService service, string path, string? marker, int limit, CancellationToken cancellationToken)
    {
        var call = OsCall.Get(service, string.Create(CultureInfo.InvariantCulture, $"{path}&limit={limit}{(marker is null ? "" : "&marker=" + Uri.EscapeDataString(marker))}"));
        return await account.SendAsync(call, cancellationToken);
    }
}

using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Hosting;

/// <summary>
/// Keeps the Data Protection key ring in the document store, so that every copy of a service, and the service after a restart, can decrypt.
/// </summary>
/// <remarks>The interface is synchronous; it is called at start and at key rotation (every few weeks), never per request, so blocking there is harmless.</remarks>
internal sealed class DocumentStoreXmlRepository(IDocumentStore store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ReadAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) => Task.Run(() => WriteAsync(element)).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        List<XElement> elements = [];
        string? after = null;
        do
        {
            var page = await store.QueryAsync(DataProtectionCollections.Keys, TenantId.System, new StoreQuery { AfterId = after, Limit = 1000 }, CancellationToken.None);
            elements.AddRange(page.Items.Select(d => XElement.Parse(d.Value.Xml)));
            after = page.NextAfterId;
        }
        while (after is not null);
        return elements;
    }

    private async Task WriteAsync(XElement element)
    {
        var document = new DataProtectionKeyDocument { Xml = element.ToString(SaveOptions.DisableFormatting) };
        var result = await store.CommitAsync(new WriteBatch().Insert(DataProtectionCollections.Keys, TenantId.System, Guid.CreateVersion7().ToString(), document), CancellationToken.None);
        result.ThrowIfConflict();
    }
}

using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Tests.Store;

public sealed class SqliteStoreTests : DocumentStoreContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("nfv-store-").FullName;

    protected override Task<StoreOptions?> OptionsAsync()
        => Task.FromResult<StoreOptions?>(new StoreOptions { Provider = StoreProvider.Sqlite, Path = Path.Combine(folder, "sub", "store.db") });

    protected override Task CleanAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}

using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Performance.Tests;

public sealed class SqlitePmEngineTests : PmEngineContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("nfv-pm-").FullName;

    protected override Task<StoreOptions?> OptionsAsync()
        => Task.FromResult<StoreOptions?>(new StoreOptions { Provider = StoreProvider.Sqlite, Path = Path.Combine(folder, "pm.db"), Durability = StoreDurability.Normal });

    protected override Task CleanAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}

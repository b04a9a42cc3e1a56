using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Performance.Tests;

public sealed class PostgresPmEngineTests : PmEngineContract
{
    protected override async Task<StoreOptions?> OptionsAsync() => await PostgresServer.StartOrNullAsync() is { } server
        ? new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = await server.CreateDatabaseAsync() + ";Maximum Pool Size=10" }
        : null;
}

using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Store;

public sealed class PostgresStoreTests : DocumentStoreContract
{
    private string? connectionString;

    protected override async Task<StoreOptions?> OptionsAsync()
    {
        if (await PostgresServer.StartOrNullAsync() is not { } server)
        {
            return null;
        }
        connectionString ??= await server.CreateDatabaseAsync() + ";Maximum Pool Size=10";
        return new StoreOptions { Provider = StoreProvider.Postgres, ConnectionString = connectionString };
    }
}

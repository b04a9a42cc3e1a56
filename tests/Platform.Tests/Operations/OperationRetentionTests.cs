using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Tests.Operations;

public sealed class OperationRetentionTests
{
    [Fact]
    public async Task What_finished_operations_left_is_deleted_when_it_is_old_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("nfv-retention-");
        var store = DocumentStoreFactory.Create(
            new StoreOptions { Path = Path.Combine(folder.FullName, "store.db") }, OperationCollections.All, TimeProvider.System, NullLoggerFactory.Instance);
        await using var disposed = (IAsyncDisposable)store;
        var now = DateTimeOffset.UtcNow;
        var (finished, parked, young) = (Id(now.AddHours(-3)), Id(now.AddHours(-2)), Id(now.AddMinutes(-1)));
        foreach (var tenant in new[] { "a", "b" })
        {
            await WriteAsync(store, tenant, finished, OperationStatus.Finished);
            await WriteAsync(store, tenant, parked, OperationStatus.Parked);
            await WriteAsync(store, tenant, young, OperationStatus.Finished);
        }

        var deleted = await new OperationData<StepRecord>(OperationCollections.Steps).SweepAsync(
            store, now.AddHours(-1), async (tenant, id) => await store.GetAsync(OperationCollections.Operations, tenant, id, default) is not { Value.Status: not OperationStatus.Finished }, default);

        deleted.ShouldBe(1400);
        foreach (var tenant in new[] { "a", "b" })
        {
            (await CountAsync(store, tenant, finished)).ShouldBe(0);
            (await CountAsync(store, tenant, parked)).ShouldBe(700);
            (await CountAsync(store, tenant, young)).ShouldBe(700);
        }
    }

    [Theory]
    [InlineData("0192d3a4-5678-7abc-8def-0123456789ab", true)]
    [InlineData("0192d3a4-5678-7abc-8def-0123456789ab:000001:create:compute/v/0", true)]
    [InlineData("0192d3a4-5678-4abc-8def-0123456789ab", false)]
    [InlineData("op-1", false)]
    public void The_age_is_in_the_id(string id, bool known)
        => AgedDocuments.MadeAt(id).ShouldBe(known ? DateTimeOffset.FromUnixTimeMilliseconds(0x0192d3a45678) : DateTimeOffset.MinValue);

    private static string Id(DateTimeOffset at) => Guid.CreateVersion7(at).ToString();

    private static async Task WriteAsync(IDocumentStore store, string tenant, string operation, OperationStatus status)
    {
        var batch = new WriteBatch();
        batch.Insert(OperationCollections.Operations, new TenantId(tenant), operation, new OperationRecord
        {
            Id = operation,
            InstanceId = "i",
            Kind = "test",
            FairnessGroup = tenant,
            Status = status,
            Input = System.Text.Json.JsonSerializer.SerializeToElement(1),
            AcceptedAt = DateTimeOffset.UnixEpoch,
        });
        for (var step = 0; step < 700; step++)
        {
            batch.Insert(OperationCollections.Steps, new TenantId(tenant), $"{operation}:000001:step-{step:000}", new StepRecord
            {
                StepId = $"step-{step:000}",
                Run = 1,
                State = StepState.Succeeded,
                Attempts = 1,
                StartedAt = DateTimeOffset.UnixEpoch,
            });
        }
        (await store.CommitAsync(batch, default)).Ok.ShouldBeTrue();
    }

    private static async Task<int> CountAsync(IDocumentStore store, string tenant, string operation)
        => (await store.QueryAsync(OperationCollections.Steps, new TenantId(tenant), new StoreQuery { AfterId = operation + ":", Limit = 1000 }, default)).Items.Count(r => r.Id.StartsWith(operation, StringComparison.Ordinal));
}

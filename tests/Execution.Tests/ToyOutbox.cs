using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Execution.Tests;

/// <summary>Keeps notifications with the state change that caused them, as the real one does.</summary>
internal sealed class ToyOutbox(ToyWorld world) : INotificationOutbox
{
    public void Add(WriteBatch batch, NotificationDraft draft)
    {
        var operation = batch.Writes.OfType<StoreWrite.Insert>().FirstOrDefault(w => w.Collection.Name == Toy.Occurrences.Name)?.Id
            ?? batch.Writes.OfType<StoreWrite.Replace>().FirstOrDefault(w => w.Collection.Name == Toy.Occurrences.Name)?.Id
            ?? batch.Writes.OfType<StoreWrite.Put>().First(w => w.Collection.Name == Toy.Occurrences.Name).Id;
        batch.Insert(Toy.Notifications, draft.Tenant, $"{world.Next():D8}", new ToyNotification(operation, Enum.Parse<OperationPhase>(draft.NotificationType)));
    }
}

using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Platform.Tests.Messaging;

/// <summary>One Kafka for all its tests.</summary>
public sealed class KafkaFixture : IAsyncLifetime
{
    public KafkaServer? Server { get; private set; }

    public string Reason { get; private set; } = "";

    public async Task InitializeAsync() => (Server, Reason) = await KafkaServer.StartAsync();

    public async Task DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Store;

namespace NfvOrchestrator.Platform.Tests.Notifications;

/// <summary>One process with outbox and webhooks.</summary>
internal sealed class NotificationHost : IAsyncDisposable
{
    private static readonly EphemeralDataProtectionProvider Keys = new();
    private readonly IHost host;

    private NotificationHost(IHost host) => this.host = host;

    public RecordingBus Bus { get; private init; } = null!;

    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    public INotificationSubscriptions Subscriptions => host.Services.GetRequiredService<INotificationSubscriptions>();

    public DeadLetters DeadLetters => host.Services.GetRequiredService<DeadLetters>();

    public static async Task<NotificationHost> StartAsync(IDocumentStore store, Action<NotificationOptions>? configure = null)
    {
        var bus = new RecordingBus();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton<IEventBus>(bus);
        builder.Services.AddSingleton<IDataProtectionProvider>(Keys);
        builder.Services.AddNotifications(o =>
        {
            o.Callback.AllowLoopback = true;
            o.FirstBackOff = TimeSpan.FromMilliseconds(10);
            o.LongestBackOff = TimeSpan.FromMilliseconds(40);
            o.IdlePoll = TimeSpan.FromMilliseconds(100);
            configure?.Invoke(o);
        });
        var built = builder.Build();
        await built.StartAsync();
        return new NotificationHost(built) { Bus = bus };
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    public async Task NotifyAsync(string instance, int number, string state = "COMPLETED", string tenant = "t")
    {
        var batch = new WriteBatch();
        host.Services.GetRequiredService<INotificationOutbox>().Add(batch, new NotificationDraft
        {
            Tenant = new TenantId(tenant),
            Api = "vnflcm",
            InstanceId = instance,
            NotificationType = "VnfLcmOperationOccurrenceNotification",
            Facts = new Dictionary<string, IReadOnlyList<string>> { ["operationState"] = [state], ["vnfInstanceId"] = [instance] },
            Body = new JsonObject { ["vnfInstanceId"] = instance, ["number"] = number, ["affectedVnfcs"] = new JsonArray() },
            Topic = NfvTopics.Lcm,
        });
        (await Store.CommitAsync(batch, default)).ThrowIfConflict();
    }

    public async Task<string> SubscribeAsync(string callback, SubscriptionCredentials? credentials = null, string? state = null, string verbosity = "FULL", string tenant = "t")
    {
        var id = Guid.CreateVersion7().ToString();
        await Subscriptions.CreateAsync(
            new TenantId(tenant),
            new NotificationSubscription
            {
                Id = id,
                Api = "vnflcm",
                CallbackUri = callback,
                SelfUri = $"http://nfvo/vnflcm/v2/subscriptions/{id}",
                Credentials = credentials,
                Verbosity = verbosity,
                Alternatives = state is null ? [] : [new Dictionary<string, IReadOnlyList<string>> { ["operationState"] = [state] }],
            },
            also: null,
            default);
        return id;
    }
}

internal sealed class RecordingBus : IEventBus
{
    public ConcurrentQueue<(string Topic, string Key, CloudEvent Event)> Published { get; } = new();

    public Task PublishAsync(string topic, string key, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        Published.Enqueue((topic, key, cloudEvent));
        return Task.CompletedTask;
    }

    public Task<IAsyncDisposable> SubscribeAsync(string topic, string group, Func<string, CloudEvent, CancellationToken, Task> handler, EventSubscriptionOptions options, CancellationToken cancellationToken)
        => throw new NotSupportedException();
}

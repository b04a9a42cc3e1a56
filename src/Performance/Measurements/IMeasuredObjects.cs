using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Pm.V1;

namespace NfvOrchestrator.Performance.Measurements;

/// <summary>What a service knows about the instances it manages.</summary>
public interface IMeasuredObjects
{
    /// <summary>What an instance is called in messages, for example <c>VNF instance</c>.</summary>
    string Kind { get; }

    /// <summary>Whether the samples of an instance come under other ids than its own, which may change while it lives.</summary>
    bool SourcesChange { get; }

    /// <summary>An instance; null: the tenant has none with this id.</summary>
    Task<MeasuredInstance?> FindAsync(TenantId tenant, string objectType, string instanceId, CancellationToken cancellationToken);

    /// <summary>Absolute URI of an instance.</summary>
    string Link(string instanceId);

    /// <summary>The filter of a subscription of version 1 as alternatives over <see cref="MeasuredInstance.Facts"/> and <c>notificationTypes</c>; empty: everything.</summary>
    IReadOnlyList<IReadOnlyDictionary<string, IReadOnlyList<string>>> Alternatives(PmNotificationsFilter? filter);
}

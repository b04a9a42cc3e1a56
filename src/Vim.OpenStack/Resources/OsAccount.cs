using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim.OpenStack.Capacity;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>An account in use: its connection and what is looked up again and again.</summary>
internal sealed class OsAccount : IDisposable
{
    public OsAccount(OpenStackAccountSettings settings, string owner, OsConnection cloud, RecordStore records, OpenStackOptions options, TimeProvider time)
    {
        Settings = settings;
        Owner = owner;
        Cloud = cloud;
        Records = records;
        Options = options;
        Time = time;
        Flavours = new FlavourBook(this);
        Inventory = new UnrecordedResources(this);
        Bandwidth = new BandwidthBook(this);
        Images = new RecentBook<OsImage>(time);
        Policies = new RecentBook<string>(time);
        KeyPair = new KeyPairBook(this);
        Providers = new ProviderBook(this);
    }

    public OpenStackAccountSettings Settings { get; }

    /// <summary>Tenant that registered it; empty for accounts of the configuration.</summary>
    public string Owner { get; }

    public string Id => Settings.Id;

    public OsConnection Cloud { get; }

    public RecordStore Records { get; }

    public OpenStackOptions Options { get; }

    public TimeProvider Time { get; }

    public FlavourBook Flavours { get; }

    public UnrecordedResources Inventory { get; }

    public BandwidthBook Bandwidth { get; }

    /// <summary>Images that could be used, by Glance's identifier; one that was deleted meanwhile is refused by Nova, by name.</summary>
    public RecentBook<OsImage> Images { get; }

    /// <summary>Identifiers of QoS policies that have their rules, by name; one that went meanwhile is refused by Neutron, and made anew by whoever is told so.</summary>
    public RecentBook<string> Policies { get; }

    public KeyPairBook KeyPair { get; }

    public ProviderBook Providers { get; }

    /// <summary>Neutron's own security group of the project, which stays as long as the project; null: not asked for yet.</summary>
    public string? DefaultGroup { get; set; }

    /// <summary>For what several resources of the account share.</summary>
    public KeyedLocks Locks { get; } = new();

    /// <summary>Whether a tenant may use it.</summary>
    public bool Serves(string tenant) => Owner.Length > 0 ? string.Equals(Owner, tenant, StringComparison.Ordinal) : Settings.Tenants.Count == 0 || Settings.Tenants.Contains(tenant, StringComparer.Ordinal);

    public Task<OsAnswer> SendAsync(OsCall call, CancellationToken cancellationToken) => Cloud.SendAsync(call, cancellationToken);

    /// <summary>Whether a service knows a microversion.</summary>
    public async Task<bool> KnowsAsync(OsService service, int major, int minor, CancellationToken cancellationToken) =>
        await Cloud.VersionAsync(service, cancellationToken) is { } version && version >= new OsVersion(major, minor);

    /// <summary>OpenStack's identifier of a resource of ours; throws NOT_FOUND or CONFLICT naming what is missing.</summary>
    public async Task<ResourceRecord> ReferredAsync(ResourceRecord by, VimResourceKind kind, string key, CancellationToken cancellationToken)
    {
        var found = await Records.GetAsync(new TenantId(by.Tenant), Id, kind, key, cancellationToken)
            ?? throw new VimException(VimErrorCause.NOT_FOUND, $"{by.Kind.Token()} '{by.Key}' refers to {kind.Token()} '{key}', which does not exist in account '{Id}'. Nothing was done; make it first.", retryable: false, by.Kind, by.Key);
        return found.Value.VimId is not null && found.Value.Phase != RecordPhase.DELETING
            ? found.Value
            : throw new VimException(VimErrorCause.CONFLICT, $"{by.Kind.Token()} '{by.Key}' refers to {kind.Token()} '{key}', which is {found.Value.State}. Nothing was done; wait until it is ACTIVE.", retryable: found.Value.Phase == RecordPhase.CREATING, by.Kind, by.Key);
    }

    /// <summary>A resource of ours by key, or null when the reference is OpenStack's own.</summary>
    public async Task<ResourceRecord?> OursAsync(ResourceRecord by, VimResourceKind kind, string reference, CancellationToken cancellationToken) =>
        VimKey.IsValid(reference) && await Records.GetAsync(new TenantId(by.Tenant), Id, kind, reference, cancellationToken) is not null
            ? await ReferredAsync(by, kind, reference, cancellationToken)
            : null;

    public void Dispose()
    {
        Cloud.Dispose();
        Flavours.Dispose();
        Inventory.Dispose();
        Bandwidth.Dispose();
    }
}

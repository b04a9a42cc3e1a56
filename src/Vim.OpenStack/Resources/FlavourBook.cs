using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// Flavours that fit: an equal one that is there, else one of our own, whose name says what it is, else (where the policy lets nobody but administrators make flavours) the smallest that holds what is wanted.
/// </summary>
internal sealed partial class FlavourBook(OsAccount account) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);
    private static readonly string[] Decisive = ["hw:", "pci_passthrough:", "resources", "trait", "hw_"];
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly SemaphoreSlim listing = new(1, 1);
    private volatile IReadOnlyList<OsFlavor>? known;
    private DateTimeOffset readAt;
    private DateTimeOffset forbiddenUntil;

    /// <summary>The flavour for a server.</summary>
    public async Task<OsFlavor> ForAsync(ResourceRecord record, ComputeSpec spec, long diskGib, CancellationToken cancellationToken)
    {
        if (spec.FlavourRef is { } reference)
        {
            return Named(await ListAsync(false, cancellationToken), reference) ?? Named(await ListAsync(true, cancellationToken), reference)
                ?? throw new VimException(VimErrorCause.NOT_FOUND, $"compute '{record.Key}' asks for flavour '{reference}', which account '{account.Id}' does not have by identifier or name. Nothing was done; name one of: {string.Join(", ", (known ?? []).Select(static f => f.Name).Order(StringComparer.Ordinal).Take(20))}.", retryable: false, record.Kind, record.Key);
        }
        var wanted = ExtraSpecs(spec);
        if (Equal(await ListAsync(false, cancellationToken), spec, diskGib, wanted) is { } equal)
        {
            return equal;
        }
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (Equal(await ListAsync(false, cancellationToken), spec, diskGib, wanted) is { } meanwhile)
            {
                return meanwhile;
            }
            VimException? refusal = null;
            if (account.Time.GetUtcNow() >= forbiddenUntil)
            {
                try
                {
                    return await CreateAsync(record, spec, diskGib, wanted, cancellationToken);
                }
                catch (VimException forbidden) when (forbidden.Cause == VimErrorCause.UNAUTHORIZED)
                {
                    refusal = forbidden;
                    forbiddenUntil = account.Time.GetUtcNow() + TimeSpan.FromMinutes(5);
                }
            }
            return Smallest(await ListAsync(true, cancellationToken), spec, diskGib, wanted)
                ?? throw new VimException(
                    new VimError
                    {
                        Cause = VimErrorCause.UNAUTHORIZED,
                        RequestId = refusal?.Error.RequestId,
                        Message = $"No flavour of account '{account.Id}' holds {Describe(spec, diskGib, wanted)}, and the policy of this cloud does not let the account make one{(refusal is null ? "" : $" ({refusal.Message})")}. Ask an administrator for such a flavour, or name one in the grant.",
                    },
                    record.Kind, record.Key, refusal);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The flavour that <see cref="ForAsync"/> would take without making one; null: it would make one, or does not know yet that it may not.</summary>
    public async Task<OsFlavor?> FindAsync(ComputeSpec spec, long diskGib, CancellationToken cancellationToken)
    {
        var all = await ListAsync(false, cancellationToken);
        if (spec.FlavourRef is { } reference)
        {
            return Named(all, reference);
        }
        var wanted = ExtraSpecs(spec);
        return Equal(all, spec, diskGib, wanted) ?? (account.Time.GetUtcNow() < forbiddenUntil ? Smallest(all, spec, diskGib, wanted) : null);
    }

    /// <summary>All flavours. One asks Nova at a time: whoever waited for a list that is fresh now takes that.</summary>
    public async Task<IReadOnlyList<OsFlavor>> ListAsync(bool again, CancellationToken cancellationToken)
    {
        if (!again && Known is { } cached)
        {
            return cached;
        }
        await listing.WaitAsync(cancellationToken);
        try
        {
            return !again && Known is { } meanwhile ? meanwhile : await ReadAsync(cancellationToken);
        }
        finally
        {
            listing.Release();
        }
    }

    public void Dispose()
    {
        gate.Dispose();
        listing.Dispose();
    }

    private IReadOnlyList<OsFlavor>? Known => known is { } all && account.Time.GetUtcNow() - readAt < Fresh ? all : null;

    private async Task<IReadOnlyList<OsFlavor>> ReadAsync(CancellationToken cancellationToken)
    {
        var flavours = await account.ListAsync(OsService.Compute, "flavors/detail", OsJson.Default.FlavorsAnswer, static a => a.Flavors, static f => f.Id, static a => a.Flavors.Count >= 1000, cancellationToken);
        if (!await account.KnowsAsync(OsService.Compute, 2, 61, cancellationToken))
        {
            for (var i = 0; i < flavours.Count; i++)
            {
                var answer = await account.SendAsync(OsCall.Get(OsService.Compute, $"flavors/{flavours[i].Id}/os-extra_specs"), cancellationToken);
                flavours[i] = flavours[i] with { ExtraSpecs = Read(answer) };
            }
        }
        readAt = account.Time.GetUtcNow();
        known = flavours;
        return flavours;
    }

    /// <summary>Flavour extra specs for enhanced platform awareness, as Nova names them.</summary>
    internal static SortedDictionary<string, string> ExtraSpecs(ComputeSpec spec)
    {
        var extra = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (spec.CpuPolicy == VimCpuPolicy.DEDICATED)
        {
            extra["hw:cpu_policy"] = "dedicated";
        }
        if (spec.CpuThreadPolicy is { } threads)
        {
            extra["hw:cpu_thread_policy"] = threads.ToString().ToLowerInvariant();
        }
        if (spec.HugepageSizeKib is { } pages)
        {
            extra["hw:mem_page_size"] = pages.ToString(CultureInfo.InvariantCulture);
        }
        if (spec.NumaNodes > 0)
        {
            extra["hw:numa_nodes"] = spec.NumaNodes.ToString(CultureInfo.InvariantCulture);
        }
        if (spec.PciDevices.Count > 0)
        {
            extra["pci_passthrough:alias"] = string.Join(',', spec.PciDevices.Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.Alias}:{p.Count}")));
        }
        foreach (var (name, value) in spec.FlavourProperties)
        {
            extra[name] = value;
        }
        return extra;
    }

    /// <summary>What a specification asks of a flavour, to be compared with another one's; without the disk that its image demands.</summary>
    internal static string WishOf(ComputeSpec spec) => spec.FlavourRef is { } reference ? $"flavour {reference}" : NameOf(spec, spec.DiskGib, ExtraSpecs(spec));

    internal static string NameOf(ComputeSpec spec, long diskGib, SortedDictionary<string, string> extra)
    {
        var further = FurtherOf(spec);
        var name = string.Create(CultureInfo.InvariantCulture, $"nfv.{spec.Vcpus}c.{spec.MemoryMib}m.{diskGib}g{(further == 0 ? "" : $".{further}l")}");
        return extra.Count == 0 ? name : $"{name}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', extra.Select(static p => $"{p.Key}={p.Value}")))).AsSpan(0, 6))}";
    }

    /// <summary>Room for all further disks of a server, GiB.</summary>
    internal static long FurtherOf(ComputeSpec spec) => spec.FurtherDisksGib.Sum();

    private static Dictionary<string, string> Read(OsAnswer answer) =>
        answer.Read(ExtraSpecsJson.Default.ExtraSpecsAnswer).ExtraSpecs.ToDictionary(static p => p.Key, static p => p.Value.ToString(), StringComparer.Ordinal);

    private static OsFlavor? Named(IReadOnlyList<OsFlavor> flavours, string reference) => flavours.FirstOrDefault(f => f.Id == reference) ?? flavours.FirstOrDefault(f => f.Name == reference);

    private static OsFlavor? Equal(IReadOnlyList<OsFlavor> flavours, ComputeSpec spec, long diskGib, SortedDictionary<string, string> wanted) =>
        flavours.FirstOrDefault(f => !f.Disabled && f.Vcpus == spec.Vcpus && f.Ram == spec.MemoryMib && f.Disk == diskGib && f.Ephemeral == FurtherOf(spec) && SameExtra(f, wanted) && (!IsOurs(f) || f.Name == NameOf(spec, diskGib, wanted)));

    private static OsFlavor? Smallest(IReadOnlyList<OsFlavor> flavours, ComputeSpec spec, long diskGib, SortedDictionary<string, string> wanted) => flavours
        .Where(f => !f.Disabled && f.Vcpus >= spec.Vcpus && f.Ram >= spec.MemoryMib && f.Disk >= diskGib && f.Ephemeral >= FurtherOf(spec) && SameExtra(f, wanted) && !IsUnfinished(f))
        .OrderBy(static f => f.Vcpus).ThenBy(static f => f.Ram).ThenBy(static f => f.Disk).ThenBy(static f => f.Ephemeral).ThenBy(static f => f.Name, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Made by this adapter, here or in another process: its name says all that it is.</summary>
    private static bool IsOurs(OsFlavor flavour) => OurName().IsMatch(flavour.Name);

    /// <summary>One of ours whose name tells of extra specs that it does not have: between its creation and their setting it looks like a plain one, and would give a server none of what it was made for.</summary>
    private static bool IsUnfinished(OsFlavor flavour) => flavour.ExtraSpecs is null or { Count: 0 } && OurName().Match(flavour.Name).Groups["extra"].Success;

    [GeneratedRegex("^nfv\\.[0-9]+c\\.[0-9]+m\\.[0-9]+g(\\.[0-9]+l)?(?<extra>\\.[0-9a-f]{12})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OurName();

    private static bool SameExtra(OsFlavor flavour, SortedDictionary<string, string> wanted)
    {
        var present = flavour.ExtraSpecs ?? new Dictionary<string, string>(StringComparer.Ordinal);
        return wanted.All(w => present.TryGetValue(w.Key, out var value) && value == w.Value)
            && present.Keys.All(p => wanted.ContainsKey(p) || !Decisive.Any(d => p.StartsWith(d, StringComparison.Ordinal)));
    }

    private static string Describe(ComputeSpec spec, long diskGib, SortedDictionary<string, string> wanted) =>
        $"{spec.Vcpus} vCPUs, {spec.MemoryMib} MiB, {diskGib} GiB disk{(FurtherOf(spec) is > 0 and var further ? string.Create(CultureInfo.InvariantCulture, $", {further} GiB for further disks") : "")}{(wanted.Count == 0 ? "" : $" and exactly {string.Join(", ", wanted.Select(static p => $"{p.Key}={p.Value}"))}")}";

    private async Task<OsFlavor> CreateAsync(ResourceRecord record, ComputeSpec spec, long diskGib, SortedDictionary<string, string> wanted, CancellationToken cancellationToken)
    {
        var name = NameOf(spec, diskGib, wanted);
        var all = await ListAsync(true, cancellationToken);
        var flavour = all.FirstOrDefault(f => f.Name == name);
        if (flavour is null)
        {
            var body = new JsonObject { ["name"] = name, ["id"] = name, ["vcpus"] = spec.Vcpus, ["ram"] = spec.MemoryMib, ["disk"] = diskGib, ["OS-FLV-EXT-DATA:ephemeral"] = FurtherOf(spec) };
            // The identifier is the name: a second process, or a repetition after a lost answer, is refused with 409 and finds the first.
            var answer = await account.SendAsync(OsCall.Post(OsService.Compute, "flavors", new JsonObject { ["flavor"] = body }).For(record) with { Accept = [409], Repeatable = true, What = $"create the flavour {name}" }, cancellationToken);
            flavour = answer.Status == 409 ? new OsFlavor { Id = name, Name = name, Vcpus = spec.Vcpus, Ram = spec.MemoryMib, Disk = diskGib, Ephemeral = FurtherOf(spec) } : answer.Read(OsJson.Default.FlavorAnswer).Flavor;
        }
        if (wanted.Count > 0)
        {
            // Also for one that was found: its maker may have died before this.
            var extra = new JsonObject([.. wanted.Select(static p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))]);
            await account.SendAsync(OsCall.Post(OsService.Compute, $"flavors/{flavour.Id}/os-extra_specs", new JsonObject { ["extra_specs"] = extra }).For(record) with { Repeatable = true, What = $"set the extra specs of flavour {name}" }, cancellationToken);
        }
        flavour = flavour with { ExtraSpecs = wanted };
        known = [.. (known ?? []).Where(f => f.Id != flavour.Id), flavour];
        return flavour;
    }
}

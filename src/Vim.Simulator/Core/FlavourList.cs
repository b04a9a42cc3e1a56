namespace NfvOrchestrator.Vim.Simulator;

/// <summary>The flavours of an account. What names one has its size; what names none has the size it asks for.</summary>
internal sealed class FlavourList(SimulatedAccountOptions options)
{
    private readonly Dictionary<string, SimulatedFlavourOptions> byId = options.Flavours.ToDictionary(flavour => flavour.Id, StringComparer.Ordinal);

    public bool Contains(string id) => byId.ContainsKey(id);

    /// <summary>The specification with the size that the server really gets.</summary>
    public ComputeSpec Sized(ComputeSpec spec) => spec.FlavourRef is { } id && byId.TryGetValue(id, out var flavour)
        ? spec with { Vcpus = flavour.Vcpus, MemoryMib = flavour.MemoryMib, DiskGib = flavour.DiskGib }
        : spec;

    /// <summary>The one that a server names, or whose size it has; null: none, its size is made for it.</summary>
    public VimFlavour? Find(ComputeSpec spec)
    {
        var plain = spec.CpuPolicy == VimCpuPolicy.SHARED && spec.HugepageSizeKib is null && spec.NumaNodes == 0 && spec.PciDevices.Count == 0 && spec.FurtherDisksGib.Count == 0 && spec.FlavourProperties.Count == 0;
        var found = spec.FlavourRef is { } id
            ? byId.GetValueOrDefault(id)
            : plain ? options.Flavours.FirstOrDefault(flavour => flavour.Vcpus == spec.Vcpus && flavour.MemoryMib == spec.MemoryMib && flavour.DiskGib >= spec.DiskGib) : null;
        return found is null ? null : Show(found);
    }

    /// <summary>Those after an identifier, a page of them.</summary>
    public VimFlavourPage Page(string? marker, int limit)
    {
        var page = options.Flavours.Where(flavour => string.CompareOrdinal(flavour.Id, marker) > 0).OrderBy(flavour => flavour.Id, StringComparer.Ordinal).Take(limit + 1).Select(Show).ToList();
        return page.Count > limit ? new VimFlavourPage(page[..limit], page[limit - 1].Id) : new VimFlavourPage(page, null);
    }

    private static VimFlavour Show(SimulatedFlavourOptions flavour) => new() { Id = flavour.Id, Name = flavour.Id, Vcpus = flavour.Vcpus, MemoryMib = flavour.MemoryMib, DiskGib = flavour.DiskGib };
}

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What every tenant uses, against its limits.</summary>
internal sealed class QuotaLedger(SimulatedAccountOptions options, FlavourList flavours)
{
    private static readonly string[] Names = ["servers", "vcpus", "memoryMib", "volumes", "volumeGib", "networks", "ports", "images", "affinityGroups", "securityGroups", "snapshots"];
    private readonly Dictionary<string, long[]> used = new(StringComparer.Ordinal);

    /// <summary>Throws QUOTA_EXCEEDED when going from one specification (or none) to another would pass a limit.</summary>
    public void Check(string tenant, string key, VimResourceSpec? from, VimResourceSpec to)
    {
        Span<long> change = stackalloc long[Names.Length];
        change.Clear();
        if (from is not null) Count(from, change, -1);
        Count(to, change, 1);
        var now = Used(tenant);
        for (var i = 0; i < Names.Length; i++)
        {
            var limit = Limit(tenant, i);
            if (change[i] > 0 && limit >= 0 && now[i] + change[i] > limit)
            {
                throw new VimException(
                    VimErrorCause.QUOTA_EXCEEDED,
                    $"{to.Kind.Token()} '{key}' needs {change[i]} more {Names[i]}, but tenant '{tenant}' uses {now[i]} of {limit}. Nothing was done. Delete something or raise the quota.",
                    retryable: false, to.Kind, key);
            }
        }
    }

    public void Book(string tenant, VimResourceSpec spec, int sign) => Count(spec, Used(tenant), sign);

    public IReadOnlyList<VimQuota> Quotas(string tenant)
    {
        var now = Used(tenant);
        return [.. Names.Select((name, i) => new VimQuota(name, Limit(tenant, i), now[i]))];
    }

    private long[] Used(string tenant)
    {
        if (!used.TryGetValue(tenant, out var now)) used[tenant] = now = new long[Names.Length];
        return now;
    }

    private void Count(VimResourceSpec spec, Span<long> counts, int sign)
    {
        switch (spec)
        {
            case ComputeSpec compute:
                counts[0] += sign;
                var size = flavours.Sized(compute);
                counts[1] += sign * size.Vcpus;
                counts[2] += sign * size.MemoryMib;
                break;
            case StorageSpec storage:
                counts[3] += sign;
                counts[4] += sign * storage.SizeGib;
                break;
            case NetworkSpec: counts[5] += sign; break;
            case PortSpec: counts[6] += sign; break;
            case ImageSpec: counts[7] += sign; break;
            case AffinityGroupSpec: counts[8] += sign; break;
            case SecurityGroupSpec: counts[9] += sign; break;
            case SnapshotSpec: counts[10] += sign; break;
        }
    }

    private long Limit(string tenant, int index)
    {
        var quota = options.TenantQuotas.TryGetValue(tenant, out var own) ? own : options.Quota;
        return index switch
        {
            0 => quota.Servers,
            1 => quota.Vcpus,
            2 => quota.MemoryMib,
            3 => quota.Volumes,
            4 => quota.VolumeGib,
            5 => quota.Networks,
            6 => quota.Ports,
            7 => quota.Images,
            8 => quota.AffinityGroups,
            9 => quota.SecurityGroups,
            _ => quota.Snapshots,
        };
    }
}

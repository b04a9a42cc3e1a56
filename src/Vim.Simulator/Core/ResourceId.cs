using System.Runtime.InteropServices;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Identity of a resource in an account. The tenant is part of it: two tenants never meet. Ordered by tenant, kind, key.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ResourceId(string Tenant, VimResourceKind Kind, string Key) : IComparable<ResourceId>
{
    /// <inheritdoc/>
    public int CompareTo(ResourceId other)
    {
        var order = string.CompareOrdinal(Tenant, other.Tenant);
        if (order == 0) order = Kind.CompareTo(other.Kind);
        return order == 0 ? string.CompareOrdinal(Key, other.Key) : order;
    }

    /// <summary>Order.</summary>
    public static bool operator <(ResourceId left, ResourceId right) => left.CompareTo(right) < 0;

    /// <summary>Order.</summary>
    public static bool operator <=(ResourceId left, ResourceId right) => left.CompareTo(right) <= 0;

    /// <summary>Order.</summary>
    public static bool operator >(ResourceId left, ResourceId right) => left.CompareTo(right) > 0;

    /// <summary>Order.</summary>
    public static bool operator >=(ResourceId left, ResourceId right) => left.CompareTo(right) >= 0;
}

using NfvOrchestrator.Sol.Pm;

namespace NfvOrchestrator.Performance.Measurements;

/// <summary>
/// What can be measured of which type of object. Only what some adapter publishes is here: a job for something that never has a value would be a lie. Pure.
/// </summary>
public sealed class MeasurementCatalogue
{
    private const string Compute = "VirtualisedComputeResource";
    private readonly IReadOnlyList<Measurement> measurements;
    private readonly string[] subObjectTypes;
    private Dictionary<string, string> whyNot = [];

    private MeasurementCatalogue(IReadOnlyList<Measurement> measurements, params string[] subObjectTypes)
    {
        this.measurements = measurements;
        this.subObjectTypes = subObjectTypes;
        ObjectTypes = [.. measurements.SelectMany(static m => m.ObjectTypes).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Of VNFs: names and groups of IFA 027 §7.2.</summary>
    public static MeasurementCatalogue Vnf { get; } = new(
        [
            new("VCpuUsageMeanVnf", Compute, ["Vnf", "Vnfc"], "cpu_utilization", MeasurementKind.Mean, "%"),
            new("VCpuUsagePeakVnf", Compute, ["Vnf", "Vnfc"], "cpu_utilization", MeasurementKind.Peak, "%"),
            new("VMemoryUsageMeanVnf", Compute, ["Vnf", "Vnfc"], "memory_utilization", MeasurementKind.Mean, "%"),
            new("VMemoryUsagePeakVnf", Compute, ["Vnf", "Vnfc"], "memory_utilization", MeasurementKind.Peak, "%"),
            new("ByteIncomingVnfIntCp", "VnfInternalCp", ["VnfIntCp"], "port_incoming_bps", MeasurementKind.Volume, "byte"),
            new("ByteOutgoingVnfIntCp", "VnfInternalCp", ["VnfIntCp"], "port_outgoing_bps", MeasurementKind.Volume, "byte"),
            new("ByteIncomingVnfExtCp", "VnfExternalCp", ["VnfExtCp"], "port_incoming_bps", MeasurementKind.Volume, "byte"),
            new("ByteOutgoingVnfExtCp", "VnfExternalCp", ["VnfExtCp"], "port_outgoing_bps", MeasurementKind.Volume, "byte"),
        ],
        "Vnfc",
        "VnfIntCp",
        "VnfExtCp");

    /// <summary>Of network services: over all VNFs of the service, named after those of VNFs (IFA 027 knows SAPs only, which nothing here can measure: <see cref="WhyNot"/>).</summary>
    public static MeasurementCatalogue Ns { get; } = new(
        [
            new("VCpuUsageMeanNs", Compute, ["Ns"], "cpu_utilization", MeasurementKind.Mean, "%"),
            new("VCpuUsagePeakNs", Compute, ["Ns"], "cpu_utilization", MeasurementKind.Peak, "%"),
            new("VMemoryUsageMeanNs", Compute, ["Ns"], "memory_utilization", MeasurementKind.Mean, "%"),
            new("VMemoryUsagePeakNs", Compute, ["Ns"], "memory_utilization", MeasurementKind.Peak, "%"),
            new("ByteIncomingNs", "VirtualisedNetworkResource", ["Ns"], "incoming_bps", MeasurementKind.Volume, "byte"),
            new("ByteOutgoingNs", "VirtualisedNetworkResource", ["Ns"], "outgoing_bps", MeasurementKind.Volume, "byte"),
        ])
    {
        whyNot = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Sap"] = "a service access point (IFA 027 §7.3) is where a virtual link of the service leaves the data centre, and no VIM or SDN controller publishes what passes there. "
                + "Measure the external connection points of the VNFs (VnfExtCp, at the VNFM), or the whole service (Ns)",
        },
    };

    /// <summary>Types of object that can be measured.</summary>
    public IReadOnlyList<string> ObjectTypes { get; }

    /// <summary>Whether objects of a type are measured by their sub-objects (IFA 027 §6.2).</summary>
    public bool HasSubObjects(string objectType) => subObjectTypes.Contains(objectType, StringComparer.Ordinal);

    /// <summary>A type of object as the catalogue writes it; null: it cannot be measured.</summary>
    public string? TypeOf(string objectType) => ObjectTypes.FirstOrDefault(t => t.Equals(objectType, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why a type of object that the standard knows cannot be measured, as the middle of a sentence; null: the standard does not know it, or it can.</summary>
    public string? WhyNot(string objectType) => whyNot.GetValueOrDefault(objectType);

    /// <summary>A measurement of a type of object by its name, which may be followed by a dot and the measured object; null: there is none.</summary>
    public WantedMeasurement? Find(string objectType, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return measurements.FirstOrDefault(m => m.Name == Bare(name) && m.ObjectTypes.Contains(objectType, StringComparer.Ordinal)) is { } found ? new WantedMeasurement(name, found) : null;
    }

    /// <summary>The measurements of a group; empty: objects of this type have no such group.</summary>
    public IReadOnlyList<WantedMeasurement> InGroup(string objectType, string group)
        => [.. measurements.Where(m => m.Group == group && m.ObjectTypes.Contains(objectType, StringComparer.Ordinal)).Select(static m => new WantedMeasurement(m.Name, m))];

    /// <summary>Everything that criteria ask for, each once; names that are not known are passed over (they are refused before).</summary>
    public IReadOnlyList<WantedMeasurement> Wanted(string objectType, PmJobCriteria criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        return
        [
            .. (criteria.PerformanceMetric ?? []).Select(name => Find(objectType, name)).OfType<WantedMeasurement>()
                .Concat((criteria.PerformanceMetricGroup ?? []).SelectMany(group => InGroup(objectType, group)))
                .DistinctBy(static w => w.Measurement.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The type of object that metrics and groups are about, for requests of version 1, which do not say it.</summary>
    public string TypeFor(IEnumerable<string> metrics, IEnumerable<string> groups)
        => metrics.Select(name => measurements.FirstOrDefault(m => m.Name == Bare(name)))
            .Concat(groups.Select(group => measurements.FirstOrDefault(m => m.Group == group)))
            .FirstOrDefault(static m => m is not null)?.ObjectTypes[0] ?? ObjectTypes[0];

    /// <summary>Names and groups of a type of object, for a message.</summary>
    public string Offer(string objectType)
    {
        var own = measurements.Where(m => m.ObjectTypes.Contains(objectType, StringComparer.Ordinal)).ToList();
        return $"{string.Join(", ", own.Select(static m => m.Name))}; groups: {string.Join(", ", own.Select(static m => m.Group).Distinct(StringComparer.Ordinal))}";
    }

    private static string Bare(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? name : name[..dot];
    }
}

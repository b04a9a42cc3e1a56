using NfvOrchestrator.Performance.Measurements;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;

namespace NfvOrchestrator.Performance;

/// <summary>What is particular to one of the performance management APIs.</summary>
public sealed class PmApi
{
    private PmApi(SolApi newest, SolApi older, SolApi instances, SolApi olderInstances, MeasurementCatalogue catalogue, string consumerGroup)
    {
        Newest = newest;
        Catalogue = catalogue;
        ConsumerGroup = consumerGroup;
        Dialect = Api.PmV1Dialect.Of(newest, older, instances, olderInstances, catalogue);
    }

    /// <summary>SOL003 §6 and SOL002 §6: of VNFs.</summary>
    public static PmApi Vnf { get; } = new(SolApi.VnfPm, SolApi.VnfPmV1, SolApi.VnfLcm, SolApi.VnfLcmV1, MeasurementCatalogue.Vnf, "vnfm-pm");

    /// <summary>SOL005 §7: of network services.</summary>
    public static PmApi Ns { get; } = new(SolApi.NsPm, SolApi.NsPmV1, SolApi.NsLcm, SolApi.NsLcmV1, MeasurementCatalogue.Ns, "nfvo-pm");

    /// <summary>The newest version.</summary>
    public SolApi Newest { get; }

    /// <summary>Version 1, over the handlers of the newest.</summary>
    public SolDialect Dialect { get; }

    /// <summary>What can be measured.</summary>
    public MeasurementCatalogue Catalogue { get; }

    /// <summary>The consumer group on <c>nfv.metrics</c>: all processes of the service together.</summary>
    public string ConsumerGroup { get; }
}

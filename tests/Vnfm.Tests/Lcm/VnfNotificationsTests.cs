using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vnfm.Lcm;

namespace NfvOrchestrator.Vnfm.Tests.Lcm;

/// <summary>Subscription filters (SOL003 §5.5.3.12): attributes are combined by "and", values of one attribute by "or".</summary>
public sealed class VnfNotificationsTests
{
    [Fact]
    public void No_filter_lets_everything_through()
    {
        VnfNotifications.Alternatives(null).ShouldBeEmpty();
        VnfNotifications.Alternatives(new LifecycleChangeNotificationsFilter()).ShouldBeEmpty();
        VnfNotifications.Alternatives(new LifecycleChangeNotificationsFilter { OperationTypes = [], VnfInstanceSubscriptionFilter = new VnfInstanceSubscriptionFilter { VnfdIds = [] } }).ShouldBeEmpty();
    }

    [Fact]
    public void Attributes_are_one_alternative_with_their_values()
        => Text(new LifecycleChangeNotificationsFilter
        {
            OperationTypes = [LcmOperationType.SCALE, LcmOperationType.HEAL],
            OperationStates = [LcmOperationStateType.COMPLETED],
            VnfInstanceSubscriptionFilter = new VnfInstanceSubscriptionFilter { VnfdIds = ["d"], VnfInstanceIds = ["i", "j"], VnfInstanceNames = ["n"] },
        }).ShouldBe(["operationStates=COMPLETED operationTypes=SCALE|HEAL vnfInstanceIds=i|j vnfInstanceNames=n vnfdIds=d"]);

    [Fact]
    public void Products_are_alternatives_of_their_own()
        => Text(new LifecycleChangeNotificationsFilter
        {
            OperationTypes = [LcmOperationType.SCALE],
            VnfInstanceSubscriptionFilter = new VnfInstanceSubscriptionFilter
            {
                VnfProductsFromProviders =
                [
                    new VnfProductsFromProvider { VnfProvider = "a" },
                    new VnfProductsFromProvider
                    {
                        VnfProvider = "b",
                        VnfProducts =
                        [
                            new VnfProduct { VnfProductName = "x" },
                            new VnfProduct { VnfProductName = "y", Versions = [new VnfProductVersion { VnfSoftwareVersion = "1", VnfdVersions = ["1.0", "1.1"] }, new VnfProductVersion { VnfSoftwareVersion = "2" }] },
                        ],
                    },
                ],
            },
        }).ShouldBe(
            [
                "operationTypes=SCALE vnfProvider=a",
                "operationTypes=SCALE vnfProductName=x vnfProvider=b",
                "operationTypes=SCALE vnfProductName=y vnfProvider=b vnfSoftwareVersion=1 vnfdVersion=1.0|1.1",
                "operationTypes=SCALE vnfProductName=y vnfProvider=b vnfSoftwareVersion=2",
            ]);

    private static IEnumerable<string> Text(LifecycleChangeNotificationsFilter filter)
        => VnfNotifications.Alternatives(filter).Select(a => string.Join(' ', a.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={string.Join('|', f.Value)}")));
}

using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Planning;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Lifecycle.Vnf;
using NfvOrchestrator.Nfvo.Grants;
using NfvOrchestrator.Nfvo.NsLcm;
using NfvOrchestrator.Nfvo.NsLcm.Children;
using NfvOrchestrator.Nfvo.Tests.Grants;
using NfvOrchestrator.Nfvo.Vnfms;
using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.NsLcm;
using NfvOrchestrator.Sol.VnfLcm;

namespace NfvOrchestrator.Nfvo.Tests.NsLcm;

public sealed class ChildVnfRunnerTests : IAsyncLifetime, IDisposable
{
    private readonly ScriptedVnfm vnfm = new();
    private readonly ScriptedVnfm other = new();
    private VnfmDirectory directory = null!;
    private GrantWorld grants = null!;
    private ChildVnfRunner runner = null!;

    public async Task InitializeAsync()
    {
        grants = await GrantWorld.StartAsync(10);
        directory = Directories.Of(grants.Store, vnfm, other);
        runner = new ChildVnfRunner(directory, new ChildOperations(TimeProvider.System), new VnfmSubscriptions(grants.Store, directory, null!, new BackgroundLoopRegistry(), TimeProvider.System, NullLogger<VnfmSubscriptions>.Instance), new ScalingPolicies(null!, null!, new NfvoOptions()), new GrantEnds(grants.Service, directory, NullLogger<GrantEnds>.Instance));
    }

    public async Task DisposeAsync()
    {
        directory.Dispose();
        await grants.DisposeAsync();
    }

    public void Dispose()
    {
        vnfm.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task A_vnf_is_created_and_instantiated_on_the_networks_of_the_service()
    {
        var output = VnfInfoRenderer.Output(await CreateAsync()).ShouldNotBeNull();
        output.ResourceId.ShouldBe("vnf-1");
        vnfm.Changes.ShouldBe(["POST vnf_instances", "POST instantiate"]);
        vnfm.Instances["vnf-1"].InstantiationState.ShouldBe(InstantiationState.INSTANTIATED);
        vnfm.Instances["vnf-1"].Metadata!["nsResource"].GetString().ShouldBe("vnf/upf/0");
    }

    [Fact]
    public async Task After_a_crash_what_was_begun_is_found_and_gone_on_with()
    {
        await CreateAsync();
        // The answer was lost: the journal says the step may have run.
        var output = VnfInfoRenderer.Output(await CreateAsync(mayHaveRun: true)).ShouldNotBeNull();
        output.ResourceId.ShouldBe("vnf-1");
        vnfm.Instances.Count.ShouldBe(1);
        vnfm.Operations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task After_a_crash_between_creation_and_instantiation_there_is_one_instance()
    {
        await CreateAsync();
        vnfm.Operations.Clear();
        vnfm.Instances["vnf-1"] = vnfm.Instances["vnf-1"] with { InstantiationState = InstantiationState.NOT_INSTANTIATED };
        await CreateAsync(mayHaveRun: true, run: 2, mode: RunModes.Retry);
        vnfm.Instances.Keys.ShouldBe(["vnf-1"]);
        vnfm.Instances["vnf-1"].InstantiationState.ShouldBe(InstantiationState.INSTANTIATED);
    }

    [Fact]
    public async Task A_stopped_instantiation_is_said_and_a_retry_retries_it()
    {
        vnfm.Script.Enqueue(LcmOperationStateType.FAILED_TEMP);
        var failure = await Should.ThrowAsync<ChildOperationFailedException>(() => CreateAsync());
        failure.Message.ShouldContain("FAILED_TEMP");
        failure.Message.ShouldContain("op-002");
        await CreateAsync(run: 2, mode: RunModes.Retry);
        vnfm.Changes.ShouldBe(["POST vnf_instances", "POST instantiate", "POST retry"]);
        vnfm.Operations.Values.Single().OperationState.ShouldBe(LcmOperationStateType.COMPLETED);
    }

    [Fact]
    public async Task A_refused_instantiation_is_begun_anew_by_a_retry()
    {
        vnfm.Script.Enqueue(LcmOperationStateType.ROLLED_BACK);
        (await Should.ThrowAsync<ChildOperationFailedException>(() => CreateAsync())).Message.ShouldContain("ROLLED_BACK");
        await CreateAsync(run: 2, mode: RunModes.Retry);
        vnfm.Instances.Count.ShouldBe(1);
        vnfm.Operations.Values.Select(o => o.OperationState).ShouldBe([LcmOperationStateType.ROLLED_BACK, LcmOperationStateType.COMPLETED]);
    }

    [Fact]
    public async Task A_vnf_is_terminated_and_deleted_and_that_twice_is_once()
    {
        await CreateAsync();
        (await RemoveAsync("vnf-1")).ShouldBeNull();
        vnfm.Changes.ShouldBe(["POST vnf_instances", "POST instantiate", "POST terminate", "DELETE vnf_instances"]);
        vnfm.Instances.ShouldBeEmpty();
        await RemoveAsync("vnf-1");
        await RemoveAsync(null);
        vnfm.Changes.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_half_made_vnf_is_undone_or_given_up_and_removed(bool rollbackFails)
    {
        vnfm.Script.Enqueue(LcmOperationStateType.FAILED_TEMP);
        await Should.ThrowAsync<ChildOperationFailedException>(() => CreateAsync());
        if (rollbackFails)
        {
            vnfm.Script.Enqueue(LcmOperationStateType.FAILED_TEMP);
        }
        await RemoveAsync(null);
        vnfm.Changes.Skip(2).ShouldBe(rollbackFails ? ["POST rollback", "POST fail", "POST terminate", "DELETE vnf_instances"] : ["POST rollback", "DELETE vnf_instances"]);
        vnfm.Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_end_of_a_vnf_operation_is_booked()
    {
        vnfm.Script.Enqueue(LcmOperationStateType.ROLLED_BACK);
        await grants.AskAsync(GrantWorld.Request("vnf-1", "op-002", ["compute/v/0"]));
        (await grants.ReservedAsync()).ShouldBe(2);
        await Should.ThrowAsync<ChildOperationFailedException>(() => CreateAsync());
        (await grants.ReservedAsync()).ShouldBe(0);
    }

    private Task<JsonElement?> CreateAsync(bool mayHaveRun = false, int run = 1, string mode = RunModes.Execute)
    {
        var network = JsonSerializer.SerializeToElement(new ResourceOutput { ResourceId = "net", VimConnectionId = "vim" }, Lifecycle.LifecycleJsonContext.Default.ResourceOutput);
        var outputs = new Dictionary<string, JsonElement?>(StringComparer.Ordinal) { ["create:network/n3"] = network };
        var step = new PlanStep { Id = "create:vnf/upf/0", Action = StepAction.Create, Node = Node, DependsOn = [] };
        return runner.RunAsync(Run(run, mode, []), step, new StepContext(step.Id, 1, mayHaveRun, outputs), default);
    }

    private Task<JsonElement?> RemoveAsync(string? known)
    {
        var step = new PlanStep { Id = "delete:vnf/upf/0", Action = StepAction.Delete, Node = Node, DependsOn = [] };
        return runner.RunAsync(
            Run(2, RunModes.Rollback, [new ManagedResource { Node = Node, ResourceId = known, Condition = ResourceCondition.Uncertain }]),
            step, new StepContext(step.Id, 1, false, new Dictionary<string, JsonElement?>(StringComparer.Ordinal)), default);
    }

    private static ResourceNode Node { get; } = new()
    {
        Key = "vnf/upf/0",
        Spec = new ChildVnfSpec { VnfProfileId = "upf", VnfdId = "vnfd", Name = "core's upf", FlavourId = "small", Connections = [new ExtConnectionSpec("network/n3", ["n3"])] },
    };

    private static LifecycleRun<NsRecord, NsLcmOpOcc> Run(int run, string mode, IReadOnlyList<ManagedResource> resources) => new()
    {
        Context = new StubContext(run, mode),
        Instance = new Document<NsRecord>(
            GrantWorld.Tenant,
            "ns",
            1,
            new NsRecord
            {
                Resource = new NsInstance
                {
                    Id = "ns",
                    NsInstanceName = "core",
                    NsInstanceDescription = "",
                    NsdId = "nsd",
                    NsdInfoId = "info",
                    NsState = NsState.NOT_INSTANTIATED,
                    Links = new NsInstanceLinks { Self = new Link { Href = "http://ns" } },
                },
                Resources = resources,
            }),
        Occurrence = new Document<NsLcmOpOcc>(
            GrantWorld.Tenant,
            "nsop",
            1,
            new NsLcmOpOcc
            {
                Id = "nsop",
                OperationState = NsLcmOperationStateType.PROCESSING,
                StatusEnteredTime = DateTimeOffset.UnixEpoch,
                StartTime = DateTimeOffset.UnixEpoch,
                NsInstanceId = "ns",
                LcmOperationType = NsLcmOpType.INSTANTIATE,
                IsAutomaticInvocation = false,
                IsCancelPending = false,
                Links = new NsLcmOpOccLinks { Self = new Link { Href = "http://o" }, NsInstance = new Link { Href = "http://ns" } },
            }),
    };

    private sealed class StubContext(int run, string mode) : IOperationContext
    {
        public TenantId Tenant => GrantWorld.Tenant;

        public OperationRecord Operation { get; } = new()
        {
            Id = "nsop",
            InstanceId = "ns",
            Kind = "ns-lcm",
            FairnessGroup = "t",
            Status = OperationStatus.Active,
            Run = run,
            Mode = mode,
            Input = default,
            AcceptedAt = DateTimeOffset.UnixEpoch,
        };

        public CancelRequest Cancel => CancelRequest.None;

        public CancellationToken CancelRequested => CancellationToken.None;

        public Task CommitAsync(WriteBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException("The runner commits nothing itself.");

        public Task<StepGraphResult> RunGraphAsync(IReadOnlyList<StepDefinition> steps, Func<StepContext, CancellationToken, Task<JsonElement?>> run, StepGraphOptions options, CancellationToken cancellationToken)
            => throw new NotSupportedException("The runner performs single steps.");

        public Task FinishAsync(WriteBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException("The runner ends nothing itself.");

        public Task ParkAsync(WriteBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException("The runner ends nothing itself.");
    }
}

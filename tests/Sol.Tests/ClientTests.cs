using System.Net;
using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Grant;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Sol.Tests;

public sealed class ClientTests(ToyHost host) : IClassFixture<ToyHost>
{
    private readonly VnfLcmClient client = new(host.Http);

    [Fact]
    public async Task Creates_reads_lists_and_starts()
    {
        var created = await client.CreateAsync(new CreateVnfRequest { VnfdId = "d" }, "key-1");
        created.Resource.VnfdId.ShouldBe("d");
        created.Location!.AbsolutePath.ShouldBe("/vnflcm/v2/vnf_instances/vnf-99");
        host.IdempotencyKeys.ShouldContain("key-1");
        (await client.GetAsync("vnf-1"))!.InstantiatedVnfInfo!.VnfState.ShouldBe(VnfOperationalStateType.STARTED);
        (await client.GetAsync("none")).ShouldBeNull();
        var ids = new List<string>();
        await foreach (var instance in client.ListAsync("(neq,vnfdId,'x,y')", allFields: true))
        {
            ids.Add(instance.Id);
        }

        ids.ShouldBe(["vnf-0", "vnf-1", "vnf-2", "vnf-3", "vnf-4"], "all pages are followed");
        var accepted = await client.TerminateAsync("vnf-1", new TerminateVnfRequest { TerminationType = TerminationType.FORCEFUL });
        accepted.OpOccId.ShouldBe("op-1");
    }

    [Fact]
    public async Task Errors_carry_the_problem()
    {
        var failure = await Should.ThrowAsync<SolRequestException>(() => client.ModifyAsync("vnf-1", new VnfInfoModificationRequest { VnfInstanceName = "x" }, "\"1\""));
        failure.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        failure.Problem!.Detail.ShouldContain("ETag");
        failure.Message.ShouldContain("vnf_instances/vnf-1");
        failure.IsTransient.ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_a_transient_failure()
    {
        var probe = new Probe(host.Http, new SolClientOptions { Timeout = TimeSpan.FromMilliseconds(50) });
        var failure = await Should.ThrowAsync<SolRequestException>(() => probe.CallAsync("slow"));
        failure.Status.ShouldBeNull();
        failure.IsTransient.ShouldBeTrue();
        var busy = await Should.ThrowAsync<SolRequestException>(() => new Probe(host.Http, null).CallAsync("busy"));
        busy.RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task The_callers_own_cancellation_stays_a_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        var call = new Probe(host.Http, null).CallAsync("slow", cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_grant_is_polled_until_it_is_decided()
    {
        var clock = new ManualTimeProvider();
        var answers = new Queue<HttpStatusCode>([HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.OK]);
        using var http = new HttpClient(new Scripted(() =>
        {
            var response = new HttpResponseMessage(answers.Dequeue());
            if (answers.Count == 2)
            {
                response.Headers.Location = new Uri("http://nfvo/grant/v1/grants/g1");
            }
            else if (response.StatusCode == HttpStatusCode.OK)
            {
                response.Content = new StringContent("""{"id":"g1","vnfInstanceId":"v","vnfLcmOpOccId":"o","_links":{"self":{"href":"x"},"vnfLcmOpOcc":{"href":"x"},"vnfInstance":{"href":"x"}}}""");
            }

            return response;
        }))
        { BaseAddress = new Uri("http://nfvo/") };
        var link = new Link { Href = "http://vnfm/x" };
        var request = new GrantRequest
        {
            VnfInstanceId = "v",
            VnfLcmOpOccId = "o",
            VnfdId = "d",
            Operation = GrantedLcmOperationType.INSTANTIATE,
            IsAutomaticInvocation = false,
            Links = new GrantRequestLinks { VnfLcmOpOcc = link, VnfInstance = link },
        };
        var grant = new GrantClient(http, clock).RequestAsync(request, TimeSpan.FromMinutes(1));
        while (!grant.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await grant).Id.ShouldBe("g1");
        answers.ShouldBeEmpty();
    }

    private sealed class Probe(HttpClient http, SolClientOptions? options) : SolHttpClient(http, Conventions.SolApi.VnfLcm, options)
    {
        public Task<ProblemDetails> CallAsync(string path, CancellationToken cancel = default) => GetAsync(path, ProblemJsonContext.Default.ProblemDetails, cancel);
    }

    private sealed class Scripted(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = answer();
            response.RequestMessage = request;
            return Task.FromResult(response);
        }
    }
}

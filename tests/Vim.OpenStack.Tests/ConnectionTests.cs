using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Tests;

/// <summary>One connection to a cloud whose answers come as the test says: tokens, versions, time-outs, and services that do not hold each other up.</summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly StubCloud cloud = new();

    public void Dispose() => cloud.Dispose();

    [Fact]
    public async Task A401WhileVersionsAreNegotiatedIsAskedAgainOnceWithANewToken()
    {
        using var os = cloud.Connect();
        cloud.Play = (request, _) => Task.FromResult(Token(request) == "token-1" ? StubCloud.Answer(401) : null);
        (await os.VersionAsync(OsService.Compute, default)).ToString().ShouldBe("2.90");
        cloud.Asked.Where(static a => a.Contains("nova", StringComparison.Ordinal)).ShouldBe(["GET http://nova/ token-1", "GET http://nova/ token-2"]);

        using var refused = cloud.Connect();
        cloud.Play = static (request, _) => Task.FromResult(request.RequestUri!.Host == "nova" ? StubCloud.Answer(401) : null);
        (await Should.ThrowAsync<VimException>(() => refused.VersionAsync(OsService.Compute, default))).Cause.ShouldBe(VimErrorCause.UNAUTHORIZED);
        cloud.Count("GET http://nova/").ShouldBe(4, "once more, not for ever");
    }

    [Fact]
    public async Task WhatWasNegotiatedIsInUseUntilAProbeKnowsBetter()
    {
        using var os = cloud.Connect();
        await os.VersionAsync(OsService.Compute, default);
        cloud.Play = static (request, _) => Task.FromResult(request.RequestUri!.AbsoluteUri == "http://nova/" ? StubCloud.Answer(500) : null);
        await Should.ThrowAsync<VimException>(() => os.RefreshVersionAsync(OsService.Compute, default));
        (await os.SendAsync(OsCall.Get(OsService.Compute, "limits"), default)).Status.ShouldBe(200, "the failure of a probe is nobody else's");
        cloud.Play = static (request, _) => Task.FromResult(request.RequestUri!.AbsoluteUri == "http://nova/" ? StubCloud.Answer(200, StubCloud.Versions.Replace("2.90", "2.60", StringComparison.Ordinal)) : null);
        await os.RefreshVersionAsync(OsService.Compute, default);
        (await os.VersionAsync(OsService.Compute, default)).ToString().ShouldBe("2.60");
    }

    [Fact]
    public async Task ManyWhoWaitForATokenShareOneAttemptAndItsFailure()
    {
        using var os = cloud.Connect();
        cloud.Play = static (request, token) => request.RequestUri!.Host == "keystone" ? StubCloud.SilenceAsync(token) : Task.FromResult<HttpResponseMessage?>(null);
        var waiting = Enumerable.Range(0, 50).Select(_ => os.TokenAsync(default).AsTask()).ToList();
        await Eventually.HoldsAsync(() => cloud.Count("POST http://keystone") == 1, "Keystone is asked");
        using var gone = new CancellationTokenSource();
        var impatient = os.TokenAsync(gone.Token).AsTask();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        cloud.Time.Advance(new OpenStackOptions().ReadTimeout);
        foreach (var one in waiting)
        {
            var failure = await Should.ThrowAsync<VimException>(() => one);
            (failure.Cause, failure.Retryable, failure.Message.StartsWith("Keystone did not answer", StringComparison.Ordinal)).ShouldBe((VimErrorCause.TIMEOUT, true, true), failure.Message);
        }
        (await Should.ThrowAsync<VimException>(() => os.TokenAsync(default).AsTask())).Cause.ShouldBe(VimErrorCause.TIMEOUT);
        cloud.Count("POST http://keystone").ShouldBe(1, "all had the one answer, and who came after it, too");

        cloud.Play = static (_, _) => Task.FromResult<HttpResponseMessage?>(null);
        cloud.Time.Advance(new OpenStackOptions().BreakDuration + TimeSpan.FromSeconds(1));
        (await os.TokenAsync(default)).Value.ShouldBe("token-1", "the failure is not believed for long");
    }

    [Fact]
    public async Task ATokenIsRenewedBeforeItEndsAndTheOldOneServesWhileKeystoneIsAway()
    {
        using var os = cloud.Connect();
        (await os.TokenAsync(default)).Value.ShouldBe("token-1");
        cloud.Time.Advance(cloud.TokenLife - TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        (await os.TokenAsync(default)).Value.ShouldBe("token-1");
        cloud.Play = static (_, _) => Task.FromResult<HttpResponseMessage?>(StubCloud.Answer(503));
        cloud.Time.Advance(TimeSpan.FromSeconds(2));
        (await os.TokenAsync(default)).Value.ShouldBe("token-1", "it is good for some minutes yet");
        (await os.TokenAsync(default)).Value.ShouldBe("token-1");
        cloud.Count("POST http://keystone").ShouldBe(2, "a failure a moment ago is not repeated by everybody");
        cloud.Play = static (_, _) => Task.FromResult<HttpResponseMessage?>(null);
        cloud.Time.Advance(TimeSpan.FromMinutes(1));
        (await os.TokenAsync(default)).Value.ShouldBe("token-2");
    }

    [Fact]
    public async Task AnAddressWithoutAnybodyIsUnreachableAndNothingWasSent()
    {
        using var os = cloud.Connect(static o => o.Retries = 1);
        await os.TokenAsync(default);
        // What SocketsHttpHandler throws at the end of its ConnectTimeout.
        cloud.Play = static (request, _) => request.RequestUri!.Host == "neutron" ? throw new TaskCanceledException("The operation was canceled.", new TimeoutException("A connection could not be established within the configured ConnectTimeout.")) : Task.FromResult<HttpResponseMessage?>(null);
        var sending = os.SendAsync(OsCall.Post(OsService.Network, "ports", []), default);
        await RepeatAsync(sending);
        var failure = await Should.ThrowAsync<VimException>(() => sending);
        (failure.Cause, failure.Retryable).ShouldBe((VimErrorCause.UNREACHABLE, true), failure.Message);
        failure.Message.ShouldContain("Neutron cannot be reached for POST ports: no connection to neutron within 5 s. Nothing was sent.");
        cloud.Count("POST http://neutron").ShouldBe(2, "what was not sent may be repeated, also a POST");
    }

    [Fact]
    public async Task AServiceThatHangsHoldsUpNobodyWhoAsksAnother()
    {
        using var os = cloud.Connect(static o => o.MaxConcurrency = 8);
        await os.TokenAsync(default);
        cloud.Play = static (request, token) => request.RequestUri!.Host is "neutron" or "gnocchi" ? StubCloud.SilenceAsync(token) : Task.FromResult<HttpResponseMessage?>(null);
        var telemetry = Enumerable.Range(0, 20).Select(_ => os.SendAsync(OsCall.Get(OsService.Metric, "resource"), default)).ToList();
        var ports = Enumerable.Range(0, 20).Select(_ => os.SendAsync(OsCall.Get(OsService.Network, "ports"), default)).ToList();
        await Eventually.HoldsAsync(() => cloud.Count("GET http://neutron") == 6 && cloud.Count("GET http://gnocchi") == 1, "Neutron has three quarters of the account, Gnocchi an eighth of its own");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => os.SendAsync(OsCall.Get(OsService.Compute, "limits"), default))).WaitAsync(TimeSpan.FromSeconds(30));
        (os.Transport.WidthOf(OsService.Compute), cloud.Count("GET http://neutron")).ShouldBe((6, 6));

        // Six without an answer open the breaker: who waited behind them is told so now, not after as long again.
        cloud.Time.Advance(new OpenStackOptions().ReadTimeout);
        foreach (var one in ports)
        {
            var failure = await Should.ThrowAsync<VimException>(() => one.WaitAsync(TimeSpan.FromSeconds(30)));
            (failure.Retryable, failure.Message.StartsWith("Neutron did not answer", StringComparison.Ordinal)).ShouldBe((true, true), failure.Message);
        }
        cloud.Count("GET http://neutron").ShouldBe(6);
        os.Transport.WidthOf(OsService.Network).ShouldBe(1);
        (await os.SendAsync(OsCall.Get(OsService.Compute, "limits"), default)).Status.ShouldBe(200);
        cloud.Play = static (_, _) => Task.FromResult<HttpResponseMessage?>(null);
        cloud.Time.Advance(new OpenStackOptions().BreakDuration + TimeSpan.FromSeconds(1));
        (await os.SendAsync(OsCall.Get(OsService.Network, "ports"), default)).Status.ShouldBe(200, "it is tried again");
        telemetry.ShouldAllBe(static t => t.Status != TaskStatus.RanToCompletion || t.Result.Status == 200);
    }

    [Fact]
    public async Task ATimeOutNamesTheRequestThatTheServicesLogHas()
    {
        using var os = cloud.Connect();
        await os.TokenAsync(default);
        string? sent = null;
        cloud.Play = (request, token) =>
        {
            if (request.Method != HttpMethod.Post)
            {
                return Task.FromResult<HttpResponseMessage?>(null);
            }
            sent = request.Headers.GetValues("X-OpenStack-Request-ID").Single();
            return StubCloud.SilenceAsync(token);
        };
        var sending = os.SendAsync(OsCall.Post(OsService.Network, "ports", []), default);
        await Eventually.HoldsAsync(() => sent is not null, "it is sent");
        cloud.Time.Advance(new OpenStackOptions().RequestTimeout);
        var failure = await Should.ThrowAsync<VimException>(() => sending);
        (failure.Cause, failure.Error.RequestId).ShouldBe((VimErrorCause.TIMEOUT, sent));
    }

    [Fact]
    public async Task ARepetitionDoesNotBeginAfterTheTimeOfARequest()
    {
        using var os = cloud.Connect(static o => o.Retries = 10);
        await os.TokenAsync(default);
        cloud.Play = static (_, _) =>
        {
            var busy = StubCloud.Answer(503);
            busy.Headers.RetryAfter = new(TimeSpan.FromSeconds(10));
            return Task.FromResult<HttpResponseMessage?>(busy);
        };
        var sending = os.SendAsync(OsCall.Get(OsService.Network, "ports"), default);
        await RepeatAsync(sending);
        (await Should.ThrowAsync<VimException>(() => sending)).Cause.ShouldBe(VimErrorCause.TRANSIENT);
        cloud.Count("GET http://neutron").ShouldBe(1 + (int)(new OpenStackOptions().ReadTimeout / TimeSpan.FromSeconds(10)));
    }

    /// <summary>Passes the pauses before repetitions until the call ends; time-outs, which are longer, do not end by it.</summary>
    private async Task RepeatAsync(Task sending)
    {
        while (!sending.IsCompleted)
        {
            await Eventually.HoldsAsync(() => sending.IsCompleted || cloud.Time.NextTimer - cloud.Time.GetUtcNow() < TimeSpan.FromSeconds(11), "it is about to be repeated");
            cloud.Time.Advance(cloud.Time.NextTimer is { } next && !sending.IsCompleted ? next - cloud.Time.GetUtcNow() : TimeSpan.Zero);
        }
    }

    private static string? Token(HttpRequestMessage request) => request.Headers.TryGetValues("X-Auth-Token", out var values) ? values.Single() : null;
}

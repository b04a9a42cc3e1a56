using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Vim.OpenStack.Tests.Cloud;
using NfvOrchestrator.Vnfm;
using NfvOrchestrator.Vnfm.Tests.Service;
using Xunit.Abstractions;

namespace NfvOrchestrator.Vim.OpenStack.Tests.Stack;

/// <summary>A service of OpenStack that takes requests and says nothing: the operation stops and names it, and a retry finishes it.</summary>
public sealed class StalledServiceTests(ITestOutputHelper output)
{
    private const string Terminate = """{"terminationType":"FORCEFUL"}""";

    [Fact]
    public void WhoeverWaitsForTheAdapterWaitsLongerThanTheAdapterForOpenStack()
    {
        var adapter = new OpenStackOptions();
        var longest = adapter.RequestTimeout + adapter.ReadTimeout; // the request, and the look for what it may have made
        new VnfmOptions().VimAnswerTimeout.ShouldBeGreaterThan(longest);
        new VimClientOptions().AttemptTimeout.ShouldBeGreaterThan(longest);
    }

    [SkippableTheory]
    [InlineData("/network/", "Neutron did not answer")]
    [InlineData("/compute/", "Nova did not answer")]
    [InlineData("/identity/v3/auth/tokens", "Keystone did not answer")]
    public Task AnOperationThatStopsNamesTheServiceThatDoesNotAnswer(string path, string words) => StalledAsync(async (shaped, vnf) =>
    {
        var answers = new TaskCompletionSource();
        shaped.Break(new CloudFault { Path = path, Until = answers.Task, Left = -1 });
        if (path.StartsWith("/identity", StringComparison.Ordinal))
        {
            shaped.RevokeTokens();
        }
        var id = await vnf.StartAsync("instantiate", VnfDriver.Instantiate());
        var stopped = await vnf.EndAsync(id);
        stopped.OperationState.ShouldBe(LcmOperationStateType.FAILED_TEMP);
        stopped.Error!.Detail.ShouldContain(words);
        stopped.Error.Detail.ShouldNotContain("had no answer within");

        shaped.Mend();
        answers.SetResult();
        var retried = await vnf.ContinueAsync(id, "retry");
        retried.OperationState.ShouldBe(LcmOperationStateType.COMPLETED, retried.Error?.Detail);
    });

    [SkippableTheory]
    [InlineData("/network/v2.0/ports")]
    [InlineData("/compute/v2.1/servers")]
    public Task WhatIsMadeWithoutAnAnswerInTimeIsFoundAndNotMadeAgain(string path) => StalledAsync(async (shaped, vnf) =>
    {
        var answers = new TaskCompletionSource();
        var fault = shaped.Break(new CloudFault { Method = "POST", Path = path, Until = answers.Task, Left = -1 });
        await vnf.CompleteAsync("instantiate", VnfDriver.Instantiate());
        fault.Played.ShouldBePositive();
        shaped.Mend();
        answers.SetResult();
    });

    private async Task StalledAsync(Func<ShapedCloud, VnfDriver, Task> live)
    {
        Skip.If(CloudUnderTest.IsReal, "stalls the shaped server");
        await using var cloud = await CloudUnderTest.StartAsync();
        var vim = await OpenStackVim.StartAsync(cloud, static o =>
        {
            o.RequestTimeout = TimeSpan.FromSeconds(1.5);
            o.ReadTimeout = TimeSpan.FromSeconds(1);
        });
        // The caller waits longer than both, as by default; its patience is for an attempt or two.
        await using var host = await VnfmHost.StartAsync(vim, static o =>
        {
            o.VimAnswerTimeout = TimeSpan.FromSeconds(20);
            o.VimPatience = TimeSpan.FromSeconds(3);
        });
        var vnf = await VnfDriver.CreateAsync(host);
        try
        {
            await live(cloud.Shaped!, vnf);
            await vnf.ConsistentAsync("at the end");
            await vnf.CompleteAsync("terminate", Terminate);
        }
        catch (Exception failure)
        {
            output.WriteLine(failure.ToString()); // what is left keeps the project from being removed: that error would be told instead
            throw;
        }
    }
}

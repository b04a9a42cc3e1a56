using System.Net;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.TestKit;

namespace NfvOrchestrator.Vnfm.Tests.Service;

/// <summary>Subscriptions of the interfaces of the VNFM.</summary>
public sealed class SubscriptionTests
{
    [Theory]
    [InlineData("/vnflcm/v2/subscriptions", "2.3.0")]
    [InlineData("/vnfind/v1/subscriptions", "1.4.0")]
    public async Task A_subscription_that_is_asked_for_again_under_the_same_key_is_the_same_one(string path, string version)
    {
        await using var receiver = await NotificationReceiver.StartAsync();
        await using var host = await VnfmHost.StartAsync();
        using var http = host.Client(VnfmHost.TenantId);
        http.DefaultRequestHeaders.Remove("Version");
        http.DefaultRequestHeaders.Add("Version", version);
        var body = $$"""{"callbackUri":"{{receiver.CallbackUri("once")}}"}""";
        var first = await PostAsync(http, path, body, "a-key");
        first.Status.ShouldBe(HttpStatusCode.Created, first.Text);
        var again = await PostAsync(http, path, body, "a-key");
        again.Status.ShouldBe(HttpStatusCode.Created, again.Text);
        (again.Location, again.Text).ShouldBe((first.Location, first.Text), "the first answer is given again");
        JsonDocument.Parse(await http.GetStringAsync(path)).RootElement.GetArrayLength().ShouldBe(1);

        // The same key for something else is a mistake of the caller, and nothing is made.
        var other = await PostAsync(http, path, $$"""{"callbackUri":"{{receiver.CallbackUri("other")}}"}""", "a-key");
        ((int)other.Status).ShouldBeInRange(400, 499, other.Text);
        (await PostAsync(http, path, $$"""{"callbackUri":"{{receiver.CallbackUri("second")}}"}""", "b-key")).Status.ShouldBe(HttpStatusCode.Created);
        JsonDocument.Parse(await http.GetStringAsync(path)).RootElement.GetArrayLength().ShouldBe(2);
    }

    private static async Task<(HttpStatusCode Status, string Text, string? Location)> PostAsync(HttpClient http, string path, string body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.ToString());
    }
}

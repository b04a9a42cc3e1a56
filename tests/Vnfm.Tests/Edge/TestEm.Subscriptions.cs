using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Vnfm.Tests.Edge;

/// <summary>Subscriptions to indicators (SOL002 §8.4.5): the callback is tested before one is made, as the standard demands.</summary>
internal sealed partial class TestEm
{
    /// <summary>Subscriptions by id, as they were asked for.</summary>
    public ConcurrentDictionary<string, JsonElement> Subscriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it takes subscriptions.</summary>
    public bool TakesSubscriptions { get; set; } = true;

    /// <summary>Sends a notification about a VNF to whoever subscribed; the answers' status codes.</summary>
    public async Task<IReadOnlyList<int>> NotifyAsync(JsonObject notification, string? password = null)
    {
        var answers = new List<int>();
        foreach (var (id, subscription) in Subscriptions)
        {
            notification["subscriptionId"] = id;
            using var request = Callback(HttpMethod.Post, subscription, password);
            request.Content = new StringContent(notification.ToJsonString(), Encoding.UTF8, "application/json");
            using var client = new HttpClient();
            using var answer = await client.SendAsync(request);
            answers.Add((int)answer.StatusCode);
        }
        return answers;
    }

    private void MapSubscriptions(WebApplication built)
    {
        built.MapPost("/vnfind/v1/subscriptions", async (HttpContext context) =>
        {
            if (!TakesSubscriptions)
            {
                return Results.Problem("no subscriptions here", statusCode: 422);
            }
            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            var asked = body.RootElement.Clone();
            foreach (var violation in Indicators?.ValidateSchema("VnfIndicatorSubscriptionRequest", asked.GetRawText()) ?? [])
            {
                Violations.Enqueue(violation);
            }
            using (var client = new HttpClient())
            using (var test = Callback(HttpMethod.Get, asked, null))
            using (var answer = await client.SendAsync(test))
            {
                if ((int)answer.StatusCode != 204)
                {
                    return Results.Problem($"the callback answered {(int)answer.StatusCode}", statusCode: 422);
                }
            }
            var id = Guid.NewGuid().ToString();
            Subscriptions[id] = asked;
            var made = new JsonObject
            {
                ["id"] = id,
                ["callbackUri"] = asked.GetProperty("callbackUri").GetString(),
                ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{Root}vnfind/v1/subscriptions/{id}" } },
            };
            context.Response.Headers.Location = $"{Root}vnfind/v1/subscriptions/{id}";
            return Answer(context, Indicators, "POST", "/subscriptions", 201, made.ToJsonString());
        });
        built.MapGet("/vnfind/v1/subscriptions/{id}", (HttpContext context, string id) => Subscriptions.TryGetValue(id, out var there)
            ? Answer(context, Indicators, "GET", "/subscriptions/{subscriptionId}", 200, new JsonObject
            {
                ["id"] = id,
                ["callbackUri"] = there.GetProperty("callbackUri").GetString(),
                ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"{Root}vnfind/v1/subscriptions/{id}" } },
            }.ToJsonString())
            : Results.Problem("none", statusCode: 404));
        built.MapDelete("/vnfind/v1/subscriptions/{id}", (string id) => Subscriptions.TryRemove(id, out _) ? Results.NoContent() : Results.Problem("none", statusCode: 404));
    }

    private static HttpRequestMessage Callback(HttpMethod method, JsonElement subscription, string? password)
    {
        var login = subscription.GetProperty("authentication").GetProperty("paramsBasic");
        var request = new HttpRequestMessage(method, subscription.GetProperty("callbackUri").GetString());
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.GetProperty("userName").GetString()}:{password ?? login.GetProperty("password").GetString()}")));
        return request;
    }
}

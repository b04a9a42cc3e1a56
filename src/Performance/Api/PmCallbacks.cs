using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NfvOrchestrator.Performance.Collection;
using NfvOrchestrator.Platform.Notifications;
using NfvOrchestrator.Platform.Resources;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.Dialects;

namespace NfvOrchestrator.Performance.Api;

/// <summary>The callback of a PM job or threshold: kept as a subscription of its own with the same id, so that testing, delivery, order and dead letters are those of every notification.</summary>
internal static class PmCallbacks
{
    /// <summary>Through which API, and version of it, a request came: PM jobs and thresholds are seen where they were made.</summary>
    public static string Key(HttpContext context, PmServices pm) => context.GetDialect()?.SubscriptionKey ?? pm.Api.Newest.Name;

    /// <summary>
    /// Stores a new PM job or threshold: in version 2 with its callback, which is tested first; in version 1 without. Throws <see cref="SolProblemException"/> (422) when the test fails.
    /// </summary>
    public static async Task CreateAsync(
        HttpContext context, PmServices pm, TenantId tenant, string id, string self, string callbackUri, SubscriptionAuthentication? authentication, Action<WriteBatch> write, CancellationToken cancellationToken)
    {
        if (context.GetDialect() is not null)
        {
            var batch = new WriteBatch();
            write(batch);
            (await pm.Store.CommitAsync(batch, cancellationToken)).ThrowIfConflict();
            return;
        }
        pm.CallbackPolicy.Require(callbackUri);
        try
        {
            await pm.Callbacks.CreateAsync(
                tenant,
                new NotificationSubscription
                {
                    Id = id,
                    Api = pm.Api.Newest.Name,
                    CallbackUri = callbackUri,
                    SelfUri = self,
                    Direct = true,
                    Alternatives = [new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [PmNotifications.OwnerFact] = [id] }],
                    Credentials = CallbackAuthentication.Read(authentication),
                },
                (batch, _) => write(batch),
                cancellationToken);
        }
        catch (CallbackTestException failed)
        {
            throw SolProblem.Unprocessable(failed.Message).ToException();
        }
    }

    /// <summary>
    /// A merge patch of <c>callbackUri</c> and <c>authentication</c> (SOL003 §6.5.2.11, §6.5.2.12). Throws <see cref="SolProblemException"/>: 422 when it is none or the test of the new endpoint fails.
    /// </summary>
    /// <returns>How the callback is to change.</returns>
    public static Func<NotificationSubscription, NotificationSubscription> Read(JsonObject patch, PmServices pm)
    {
        if (patch.Select(static p => p.Key).FirstOrDefault(static k => k is not ("callbackUri" or "authentication")) is { } other)
        {
            throw SolProblem.Unprocessable($"'{other}' cannot be modified; callbackUri and authentication can. Delete the resource and make it anew to change what is measured.").ToException();
        }
        if (patch.Count == 0)
        {
            throw SolProblem.Unprocessable("The patch changes nothing: it must have callbackUri, authentication, or both.").ToException();
        }
        var to = patch.TryGetPropertyValue("callbackUri", out var uri)
            ? uri is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : throw SolProblem.Unprocessable("callbackUri must be a text; it cannot be removed.").ToException()
            : null;
        if (to is not null)
        {
            pm.CallbackPolicy.Require(to);
        }
        if (!patch.TryGetPropertyValue("authentication", out var authentication))
        {
            return callback => callback with { CallbackUri = to ?? callback.CallbackUri };
        }
        SubscriptionCredentials? credentials;
        try
        {
            credentials = CallbackAuthentication.Read(authentication.Deserialize(CommonJsonContext.Default.SubscriptionAuthentication));
        }
        catch (JsonException wrong)
        {
            throw SolProblem.Unprocessable($"authentication is not a SubscriptionAuthentication: {wrong.Message}").With("attribute", "$.authentication").ToException(wrong);
        }
        return callback => callback with { CallbackUri = to ?? callback.CallbackUri, Credentials = credentials };
    }

    /// <summary>Changes a callback together with the resource it belongs to; false: somebody else changed the resource at the same moment.</summary>
    public static async Task<bool> ChangeAsync(
        PmServices pm, TenantId tenant, string id, Func<NotificationSubscription, NotificationSubscription> change, Action<WriteBatch, string> write, CancellationToken cancellationToken)
    {
        var uri = "";
        try
        {
            return await pm.Callbacks.ChangeAsync(
                tenant,
                pm.Api.Newest.Name,
                id,
                callback =>
                {
                    var changed = change(callback);
                    uri = changed.CallbackUri;
                    return changed;
                },
                batch => write(batch, uri),
                cancellationToken);
        }
        catch (StoreConflictException)
        {
            return false;
        }
        catch (CallbackTestException failed)
        {
            throw SolProblem.Unprocessable(failed.Message.Replace("The subscription was not made.", "Nothing was changed.", StringComparison.Ordinal)).ToException();
        }
    }
}

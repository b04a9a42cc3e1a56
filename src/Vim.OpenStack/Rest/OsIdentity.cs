using System.Text;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>
/// Tokens of Keystone v3: cached, renewed before they end and after a 401. However many wait for one, Keystone is asked once, and all get what came of it; a failure is believed for a moment, so that a Keystone that
/// hangs or refuses is not asked again by each of them in turn.
/// </summary>
internal sealed class OsIdentity(OpenStackAccountSettings settings, OsTransport transport, OpenStackOptions options, TimeProvider time, VimException? unusable) : IDisposable
{
    private static readonly TimeSpan StillUsable = TimeSpan.FromSeconds(20);
    private readonly Lock gate = new();
    private readonly CancellationTokenSource end = new();
    private readonly Uri keystone = Root(settings.AuthUrl);
    private volatile OsToken? current;
    private Task<OsToken>? asking;
    private VimException? failed;
    private DateTimeOffset failedUntil;

    /// <summary>How often Keystone was asked for a token and answered.</summary>
    public int Issued { get; private set; }

    /// <summary>A token that is good now.</summary>
    public async ValueTask<OsToken> GetAsync(CancellationToken cancellationToken)
    {
        if (unusable is not null)
        {
            throw new VimException(unusable.Error, inner: unusable);
        }
        var token = current;
        var now = time.GetUtcNow();
        if (token is not null && now < token.RenewAt)
        {
            return token;
        }
        var usable = token is not null && now < token.ExpiresAt - StillUsable ? token : null;
        Task<OsToken> asked;
        lock (gate)
        {
            if (current is { } renewed && now < renewed.RenewAt)
            {
                return renewed;
            }
            var lately = now < failedUntil ? failed : null;
            if (usable is not null && (asking is not null || lately is not null))
            {
                return usable; // somebody renews it, or has just tried; it is still good
            }
            if (asking is null && lately is not null)
            {
                throw new VimException(lately.Error, inner: lately);
            }
            asked = asking ??= Task.Run(AskAsync, CancellationToken.None);
        }
        try
        {
            return await asked.WaitAsync(cancellationToken);
        }
        catch (VimException failure) when (usable is not null && failure.Retryable)
        {
            return usable; // Keystone is away for the moment
        }
    }

    /// <summary>A service does not accept this token any more; the next caller gets a new one.</summary>
    public void Reject(OsToken token) => Interlocked.CompareExchange(ref current, null, token);

    public void Dispose()
    {
        end.Cancel();
        end.Dispose();
    }

    /// <summary>Asks for all who wait; none of them can take it back.</summary>
    private async Task<OsToken> AskAsync()
    {
        try
        {
            var token = await IssueAsync(end.Token);
            lock (gate)
            {
                failed = null;
                failedUntil = default;
                return current = token;
            }
        }
        catch (VimException failure)
        {
            lock (gate)
            {
                failed = failure;
                failedUntil = time.GetUtcNow() + options.BreakDuration;
            }
            throw;
        }
        finally
        {
            lock (gate)
            {
                asking = null;
            }
        }
    }

    private static Uri Root(string authUrl)
    {
        var text = authUrl.TrimEnd('/');
        return new Uri((text.EndsWith("/v3", StringComparison.Ordinal) ? text : text + "/v3") + "/");
    }

    private async Task<OsToken> IssueAsync(CancellationToken cancellationToken)
    {
        var who = settings.ApplicationCredentialId is { } credential ? $"application credential '{credential}'" : $"user '{settings.UserName}' of domain '{settings.UserDomain}'";
        var body = Encoding.UTF8.GetBytes(Request().ToJsonString());
        var call = new OsCall(OsService.Identity, HttpMethod.Post, "auth/tokens") { Repeatable = true, What = $"authenticate {who}" };
        var asked = time.GetUtcNow();
        var answer = await transport.SendAsync(call, () =>
        {
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            return new HttpRequestMessage(HttpMethod.Post, new Uri(keystone, "auth/tokens")) { Content = content };
        }, cancellationToken);
        Issued++;
        if (!answer.IsSuccess)
        {
            throw answer.Status switch
            {
                401 => Refused($"Keystone at {keystone} does not accept {who}: {OsErrors.Read(answer).Words} {Reasons()}", answer),
                404 when settings.ApplicationCredentialId is not null && OsErrors.Read(answer).Words is var words && words.Contains("Application Credential", StringComparison.OrdinalIgnoreCase)
                    => Refused($"Keystone at {keystone} does not accept {who}: {words} It was deleted, or its identifier is wrong: give the account another one.", answer),
                404 or 405 or 300 => NoKeystone($"{keystone} of account '{settings.Id}' is no Keystone v3: POST {answer.Url} was answered {answer.Status}. Correct authUrl (usually …:5000/v3).", answer),
                _ => OsErrors.Of(call, answer, settings.Id),
            };
        }
        if (answer.SubjectToken is not { Length: > 0 } value)
        {
            throw NoKeystone($"{keystone} of account '{settings.Id}' answered {answer.Status} without a token: it is no Keystone v3. Correct authUrl (usually …:5000/v3).", answer);
        }
        var token = answer.Read(OsJson.Default.TokenAnswer).Token;
        if (token.Project?.Id is not { } projectId)
        {
            throw Refused($"Keystone gave {who} a token without a project. Name a project in which the user has a role.", answer);
        }
        // The life of the token counts, not the clock of the server, which may differ from ours.
        return new OsToken(
            value, asked, asked + (token.ExpiresAt - token.IssuedAt), projectId, token.Project.Name ?? projectId, [.. (token.Roles ?? []).Select(static r => r.Name ?? "")],
            Catalogue(token), [.. (token.Catalog ?? []).SelectMany(static e => e.Endpoints ?? []).Select(static e => e.RegionId ?? e.Region ?? "").Where(static r => r.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private VimException Refused(string message, OsAnswer answer) => new(new VimError { Cause = VimErrorCause.UNAUTHORIZED, Message = $"{message} (account '{settings.Id}')", RequestId = answer.RequestId });

    private static VimException NoKeystone(string message, OsAnswer answer) => new(new VimError { Cause = VimErrorCause.INVALID_REQUEST, Message = message, RequestId = answer.RequestId });

    /// <summary>Keystone answers all of these alike, on purpose: who guesses is not to learn how near he is.</summary>
    private string Reasons() => settings.ApplicationCredentialId is { } credential
        ? $"It does not tell which: the secret may be wrong, the application credential may have expired, or its user may have been disabled or removed from the project. 'openstack application credential show {credential}' as that user tells; give the account another one if it has ended."
        : $"It does not tell which: check user name, password and whether it has expired, domain '{settings.UserDomain}', project '{settings.ProjectId ?? settings.Project}', and whether the user is enabled and has a role there.";

    private Dictionary<string, string> Catalogue(OsTokenBody token)
    {
        var endpoints = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in token.Catalog ?? [])
        {
            var endpoint = (entry.Endpoints ?? []).FirstOrDefault(e => e.Interface == settings.Interface && (settings.Region is null || (e.RegionId ?? e.Region) == settings.Region));
            if (endpoint is not null)
            {
                endpoints.TryAdd(entry.Type, endpoint.Url);
            }
        }
        return endpoints;
    }

    private JsonObject Request()
    {
        if (settings.ApplicationCredentialId is { } id)
        {
            return new JsonObject
            {
                ["auth"] = new JsonObject
                {
                    ["identity"] = new JsonObject
                    {
                        ["methods"] = new JsonArray("application_credential"),
                        ["application_credential"] = new JsonObject { ["id"] = id, ["secret"] = settings.ApplicationCredentialSecret },
                    },
                },
            };
        }
        var project = settings.ProjectId is { } projectId
            ? new JsonObject { ["id"] = projectId }
            : new JsonObject { ["name"] = settings.Project, ["domain"] = new JsonObject { ["name"] = settings.ProjectDomain } };
        return new JsonObject
        {
            ["auth"] = new JsonObject
            {
                ["identity"] = new JsonObject
                {
                    ["methods"] = new JsonArray("password"),
                    ["password"] = new JsonObject
                    {
                        ["user"] = new JsonObject { ["name"] = settings.UserName, ["domain"] = new JsonObject { ["name"] = settings.UserDomain }, ["password"] = settings.Password },
                    },
                },
                ["scope"] = new JsonObject { ["project"] = project },
            },
        };
    }
}

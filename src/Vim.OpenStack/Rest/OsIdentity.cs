using System.Text;
using System.Text.Json.Nodes;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>Tokens of Keystone v3: cached, renewed before they end and after a 401, by one caller for all.</summary>
internal sealed class OsIdentity(OpenStackAccountSettings settings, OsTransport transport, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan StillUsable = TimeSpan.FromSeconds(20);
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly Uri keystone = Root(settings.AuthUrl);
    private volatile OsToken? current;

    /// <summary>How often Keystone was asked for a token.</summary>
    public int Issued { get; private set; }

    /// <summary>A token that is good now.</summary>
    public async ValueTask<OsToken> GetAsync(CancellationToken cancellationToken)
    {
        var token = current;
        var now = time.GetUtcNow();
        if (token is not null && now < token.RenewAt)
        {
            return token;
        }
        if (token is not null && now < token.ExpiresAt - StillUsable)
        {
            if (!await gate.WaitAsync(TimeSpan.Zero, cancellationToken))
            {
                return token; // somebody renews it; it is still good
            }
            try
            {
                if (!ReferenceEquals(token, current))
                {
                    return current ?? token;
                }
                return current = await IssueAsync(cancellationToken);
            }
            catch (VimException failure) when (failure.Retryable)
            {
                return token; // Keystone is away for the moment
            }
            finally
            {
                gate.Release();
            }
        }
        await gate.WaitAsync(cancellationToken);
        try
        {
            token = current;
            return token is not null && time.GetUtcNow() < token.RenewAt ? token : current = await IssueAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A service does not accept this token any more; the next caller gets a new one.</summary>
    public void Reject(OsToken token) => Interlocked.CompareExchange(ref current, null, token);

    public void Dispose() => gate.Dispose();

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
                401 => Refused($"Keystone at {keystone} does not accept {who}: {OsErrors.Read(answer).Words} Check password or secret, domain '{settings.UserDomain}', project '{settings.ProjectId ?? settings.Project}' and whether the credential has expired."),
                404 or 405 or 300 => new VimException(VimErrorCause.INVALID_REQUEST, $"{keystone} of account '{settings.Id}' is no Keystone v3: POST {answer.Url} was answered {answer.Status}. Correct authUrl (usually …:5000/v3)."),
                _ => OsErrors.Of(call, answer, settings.Id),
            };
        }
        if (answer.SubjectToken is not { Length: > 0 } value)
        {
            throw new VimException(VimErrorCause.INVALID_REQUEST, $"{keystone} of account '{settings.Id}' answered {answer.Status} without a token: it is no Keystone v3. Correct authUrl (usually …:5000/v3).");
        }
        var token = answer.Read(OsJson.Default.TokenAnswer).Token;
        if (token.Project?.Id is not { } projectId)
        {
            throw Refused($"Keystone gave {who} a token without a project. Name a project in which the user has a role.");
        }
        // The life of the token counts, not the clock of the server, which may differ from ours.
        return new OsToken(
            value, asked, asked + (token.ExpiresAt - token.IssuedAt), projectId, token.Project.Name ?? projectId, [.. (token.Roles ?? []).Select(static r => r.Name ?? "")],
            Catalogue(token), [.. (token.Catalog ?? []).SelectMany(static e => e.Endpoints ?? []).Select(static e => e.RegionId ?? e.Region ?? "").Where(static r => r.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private VimException Refused(string message) => new(VimErrorCause.UNAUTHORIZED, $"{message} (account '{settings.Id}')");

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

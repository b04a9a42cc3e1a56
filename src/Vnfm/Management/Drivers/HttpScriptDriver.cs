using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Sol.Conventions;

namespace NfvOrchestrator.Vnfm.Management.Drivers;

/// <summary>
/// Has the element manager do what the script is for: a POST with the input of the script to a path of the configuration. 2xx: done; a body <c>{"exitCode":…, "output":…}</c> may say more.
/// The header <c>Idempotency-Key</c> is the execution id.
/// </summary>
internal sealed class HttpScriptDriver(ElementManagers managers, VnfmOptions options) : IScriptDriver
{
    /// <inheritdoc/>
    public string Name => "http";

    /// <inheritdoc/>
    public async Task<ScriptResult> RunAsync(ScriptCall call, CancellationToken cancellationToken)
    {
        var client = managers.Client(call.Instance)
            ?? throw new VnfActionException($"The script '{call.Operation}' goes to the element manager, and none is known for VNF {call.Instance.Id} (extensions.emUri or Vnfm:ElementManagers).");
        var path = call.Options.Path
            .Replace("{operation}", Uri.EscapeDataString(call.Operation), StringComparison.Ordinal)
            .Replace("{vnfInstanceId}", Uri.EscapeDataString(call.Instance.Id), StringComparison.Ordinal)
            .TrimStart('/');
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new StringContent(call.Input.GetRawText(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add(IdempotencyKey.Header, call.ExecutionId);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var output = new OutputTail(options.Management.MaxOutput);
        using (var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken), Encoding.UTF8))
        {
            var buffer = new char[4096];
            int read;
            while ((read = await reader.ReadAsync(buffer, cancellationToken)) > 0)
            {
                output.Add(buffer.AsSpan(0, read));
            }
        }
        var text = output.ToString();
        if (!response.IsSuccessStatusCode)
        {
            return new ScriptResult((int)response.StatusCode, $"POST {client.BaseAddress}{path} was answered {(int)response.StatusCode}: {text}");
        }
        return Read(text) ?? new ScriptResult(0, text);
    }

    private static ScriptResult? Read(string text)
    {
        if (text.Length == 0 || text[0] != '{')
        {
            return null;
        }
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.TryGetProperty("exitCode", out var code) && code.TryGetInt32(out var exit)
                ? new ScriptResult(exit, json.RootElement.TryGetProperty("output", out var said) && said.ValueKind == JsonValueKind.String ? said.GetString()! : "")
                : null;
        }
        catch (JsonException)
        {
            return null; // some text that begins with a brace: it is output
        }
    }
}

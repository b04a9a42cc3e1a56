using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NfvOrchestrator.Sdn.Tests.Support;

namespace NfvOrchestrator.Sdn.Tests;

/// <summary>
/// Plays what was recorded with a real ONOS 2.7.0 against the simulator: status, headers, members, types and values must be the same. Only the areas
/// that the adapter lives on are imitated; what is not is listed here, so that the list can only get shorter.
/// </summary>
public sealed partial class RecordingsTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly string[] Groups = ["auth-http", "read", "intent-basic", "intent-error", "flow", "fault"];

    // Areas and oddities the simulator does not imitate: applications, clusters, groups, meters, netcfg, component configuration, mastership, regions,
    // disjoint and host paths, table statistics, HEAD, OPTIONS and Accept, deletion of a connected device.
    [GeneratedRegex("^(004|031|035|036|042|046|049|050|052|054|057|067|070|079|08[1-9]|09[2468]|110|126|13[789]|569|57[0-2])-", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotImitated();

    [SkippableFact]
    public async Task The_simulator_answers_as_the_real_controller_did()
    {
        Skip.If(RecordedOnos.Folder is null, "the folder shared/onos with the recordings is not here (NFV_SHARED names another place)");
        await using var simulator = await SimulatorHost.StartAsync(SimulatorHost.Fast() with { Topology = RecordedOnos.Topology() });
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["base"] = simulator.BaseAddress.ToString().TrimEnd('/') };
        var (played, failures, skipped) = (0, new List<string>(), 0);
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(RecordedOnos.Folder!, "replay.jsonl")))
        {
            using var step = JsonDocument.Parse(line);
            var id = step.RootElement.GetProperty("id").GetString()!;
            if (!Groups.Contains(step.RootElement.GetProperty("group").GetString()!))
            {
                continue;
            }
            if (NotImitated().IsMatch(id))
            {
                skipped++;
                continue;
            }
            played++;
            if (await PlayAsync(simulator, step.RootElement, variables) is { } wrong)
            {
                failures.Add($"{id}: {wrong}");
            }
        }
        output.WriteLine($"{played} steps played, {played - failures.Count} as recorded, {skipped} of these areas not imitated");
        failures.ForEach(output.WriteLine);
        failures.ShouldBeEmpty();
        played.ShouldBeGreaterThan(100);
    }

    private static async Task<string?> PlayAsync(SimulatorHost simulator, JsonElement step, Dictionary<string, string> variables)
    {
        var limit = DateTime.UtcNow + TimeSpan.FromSeconds(step.TryGetProperty("wait", out _) ? 3 : 0);
        while (true)
        {
            var wrong = await OnceAsync(simulator, step, variables);
            if (wrong is null || DateTime.UtcNow >= limit)
            {
                return wrong;
            }
            await Task.Delay(20);
        }
    }

    private static async Task<string?> OnceAsync(SimulatorHost simulator, JsonElement step, Dictionary<string, string> variables)
    {
        var expect = step.GetProperty("expect");
        var body = expect.TryGetProperty("body", out var b) ? b : default;
        var unordered = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("unordered", out var u) ? u.EnumerateArray().Select(x => x.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
        var form = body.ValueKind == JsonValueKind.Object ? body.GetProperty("form").GetString() : null;
        var compare = new RecordedBody(variables, unordered, form == "exact");
        using var client = new HttpClient();
        using var request = Request(simulator, step, compare);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != expect.GetProperty("status").GetInt32())
        {
            return $"status {expect.GetProperty("status")} expected, got {(int)answer.StatusCode} {text[..Math.Min(200, text.Length)]}";
        }
        if (expect.TryGetProperty("headers", out var headers) && headers.TryGetProperty("Content-Type", out var type) && type.GetString() != answer.Content.Headers.ContentType?.ToString().Replace("; ", ";", StringComparison.Ordinal))
        {
            return $"Content-Type '{type}' expected, got '{answer.Content.Headers.ContentType}'";
        }
        var wrong = form switch
        {
            "exact" or "subset" => text.Length == 0 ? "a body was expected" : compare.Mismatch(body.GetProperty("json"), JsonDocument.Parse(text).RootElement),
            "contains" => body.GetProperty("texts").EnumerateArray().FirstOrDefault(t => !text.Contains(t.GetString()!, StringComparison.Ordinal)) is { ValueKind: JsonValueKind.String } missing ? $"'{missing}' is not in the body" : null,
            "empty" => text.Length == 0 ? null : $"no body expected, got {text}",
            _ => null,
        };
        if (wrong is null && step.TryGetProperty("capture", out var captures))
        {
            Capture(captures, answer, text, variables);
        }
        return wrong;
    }

    private static HttpRequestMessage Request(SimulatorHost simulator, JsonElement step, RecordedBody fill)
    {
        var raw = simulator.BaseAddress.ToString().TrimEnd('/') + fill.Fill(step.GetProperty("path").GetString()!);
        var request = new HttpRequestMessage(new HttpMethod(step.GetProperty("method").GetString()!), new Uri(raw, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (step.TryGetProperty("body", out var body))
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(fill.Fill(body.GetString()!)));
        }
        foreach (var header in step.GetProperty("headers").EnumerateObject())
        {
            var value = header.Value.GetString()!;
            if (header.Name == "Content-Type")
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                value = value.StartsWith("Basic <", StringComparison.Ordinal) ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(value[7..^1])) : value;
                request.Headers.TryAddWithoutValidation(header.Name, value);
            }
        }
        return request;
    }

    private static void Capture(JsonElement captures, HttpResponseMessage answer, string text, Dictionary<string, string> variables)
    {
        foreach (var capture in captures.EnumerateObject())
        {
            var from = capture.Value.ValueKind == JsonValueKind.String ? capture.Value.GetString()! : capture.Value.GetProperty("from").GetString()!;
            string value;
            if (from.StartsWith('/'))
            {
                var at = JsonDocument.Parse(text).RootElement;
                foreach (var part in from[1..].Split('/'))
                {
                    at = at.ValueKind == JsonValueKind.Array ? at[int.Parse(part)] : at.GetProperty(part);
                }
                value = at.ToString();
            }
            else
            {
                var header = answer.Headers.TryGetValues(from.Replace("header:", "", StringComparison.Ordinal), out var values) ? values.First() : answer.Headers.Location?.ToString() ?? "";
                value = Regex.Match(header, capture.Value.GetProperty("pattern").GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
            }
            variables[capture.Name] = value;
            if (long.TryParse(value, out var number))
            {
                variables["hex:" + capture.Name] = $"0x{number:x}";
            }
        }
    }
}

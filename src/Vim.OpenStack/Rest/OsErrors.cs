using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>Faults of OpenStack → typed errors. Pure. The services' bodies differ: one variable key (Nova, Cinder), <c>NeutronError</c>, <c>error</c> (Keystone and every 401), HTML (Glance, proxies).</summary>
internal static partial class OsErrors
{
    private static readonly string[] AddressTypes =
        ["IpAddressInUse", "IpAddressAlreadyAllocated", "IpAddressGenerationFailure", "IpAddressGenerationFailureAllSubnets", "IpAddressGenerationFailureNoMatchingSubnet", "MacAddressInUse", "InvalidIpForNetwork", "InvalidIpForSubnet"];

    private const int MaxWords = 500;

    /// <summary>The failure an answer stands for.</summary>
    public static VimException Of(OsCall call, OsAnswer answer, string account)
    {
        var (type, words) = Read(answer);
        var (cause, retryable, advice) = Judge(call, answer.Status, type, words);
        var what = call.What is { } purpose ? $"{call.Service.Program()} could not {purpose}" : $"{call.Service.Program()} refused {answer.Method} {answer.Url}";
        var told = type is null ? $"{answer.Status}" : $"{answer.Status} {type}";
        return new VimException(
            new VimError { Cause = cause, Retryable = retryable, RequestId = answer.RequestId, Message = $"{what} (account '{account}'): it answered {told}: {words.TrimEnd('.', ' ')}. {advice}" },
            call.Kind, call.Key);
    }

    /// <summary>Why a server is in ERROR.</summary>
    public static VimError OfFault(OsServer server)
    {
        var words = server.Fault?.Message is { Length: > 0 } message ? message : "Nova tells no reason";
        var (cause, advice) = words switch
        {
            _ when words.Contains("No valid host", StringComparison.OrdinalIgnoreCase)
                => (VimErrorCause.NO_VALID_HOST, "Compare flavour, zone and affinity with the capacity of the account; nova-scheduler's log names the filter."),
            _ when words.Contains("binding failed", StringComparison.OrdinalIgnoreCase) || words.Contains("PortBindingFailed", StringComparison.Ordinal)
                => (VimErrorCause.NO_VALID_HOST, "No host could bind a port of the server: check physical network, vNIC type and the network agent of the host."),
            _ when words.Contains("Exceeded maximum number of retries", StringComparison.OrdinalIgnoreCase) || words.Contains("Exhausted all hosts", StringComparison.OrdinalIgnoreCase)
                => (VimErrorCause.NO_VALID_HOST, "Every host that was tried failed, often because a port could not be bound there: check the network agents and nova-compute's logs."),
            _ when words.Contains("quota", StringComparison.OrdinalIgnoreCase) => (VimErrorCause.QUOTA_EXCEEDED, "Raise the quota of the project or free resources."),
            _ when words.Contains("Image", StringComparison.Ordinal) && (words.Contains("could not be found", StringComparison.Ordinal) || words.Contains("unacceptable", StringComparison.Ordinal))
                => (VimErrorCause.NOT_FOUND, "The image went away or cannot be used: upload it again."),
            _ when words.Contains("Build of instance", StringComparison.Ordinal) && words.Contains("aborted", StringComparison.Ordinal) => (VimErrorCause.CONFLICT, "See nova-compute's log on the host."),
            _ => (VimErrorCause.INTERNAL, "See Nova's log."),
        };
        return new VimError { Cause = cause, Message = $"Nova put server {server.Id} into ERROR: {words.TrimEnd('.', ' ')}. {advice}" };
    }

    /// <summary>Type (where told) and words of a fault body.</summary>
    internal static (string? Type, string Words) Read(OsAnswer answer)
    {
        if (answer.Body.Length == 0)
        {
            return (null, "no reason was given");
        }
        if (answer.Body[0] is (byte)'{')
        {
            try
            {
                using var document = JsonDocument.Parse(answer.Body);
                var (type, words) = ReadJson(document.RootElement);
                return (type, Discreet(words));
            }
            catch (JsonException)
            {
                return (null, Plain(answer.Body)); // cut off or not JSON at all: its text is all there is
            }
        }
        return (null, Plain(answer.Body));
    }

    /// <summary>Without the values that Nova's and Cinder's schemas repeat (<c>Value: …. … is too long</c>), boot data with its secrets among them, and no longer than people read.</summary>
    private static string Discreet(string words)
    {
        var at = words.IndexOf("Value: ", StringComparison.Ordinal);
        if (at >= 0)
        {
            var reason = Reason().Match(words, at);
            words = $"{words[..at]}The value {(reason.Success ? reason.Value : "is not possible")}";
        }
        return words.Length > MaxWords ? string.Create(CultureInfo.InvariantCulture, $"{words.AsSpan(0, MaxWords)}…") : words;
    }

    private static (string? Type, string Words) ReadJson(JsonElement root)
    {
        if (root.TryGetProperty("NeutronError", out var neutron))
        {
            return neutron.ValueKind == JsonValueKind.String
                ? (null, neutron.GetString()!)
                : (Text(neutron, "type"), string.Join(' ', new[] { Text(neutron, "message"), Text(neutron, "detail") }.Where(static t => !string.IsNullOrEmpty(t))));
        }
        if (root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0)
        {
            var first = errors[0]; // Placement
            return (Text(first, "code"), Text(first, "detail") ?? Text(first, "title") ?? first.ToString());
        }
        foreach (var member in root.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                return (member.Name == "error" ? Text(member.Value, "title") : member.Name, Text(member.Value, "message") ?? member.Value.ToString());
            }
        }
        return (null, Text(root, "message") ?? root.ToString());
    }

    private static (VimErrorCause Cause, bool Retryable, string Advice) Judge(OsCall call, int status, string? type, string words)
    {
        var quota = words.Contains("quota", StringComparison.OrdinalIgnoreCase) && (words.Contains("exceed", StringComparison.OrdinalIgnoreCase) || type is "OverQuota" or "overLimit");
        if (quota || type is "OverQuota" || words.Contains("exceeds allowed", StringComparison.OrdinalIgnoreCase) || words.Contains("Maximum number of", StringComparison.OrdinalIgnoreCase))
        {
            return (VimErrorCause.QUOTA_EXCEEDED, false, "Raise the quota of the project or free resources, then repeat the operation.");
        }
        if (type is not null && AddressTypes.Contains(type, StringComparer.Ordinal))
        {
            return (VimErrorCause.ADDRESS_UNAVAILABLE, false, "Ask for another address, or free the one in use.");
        }
        return status switch
        {
            400 when NotThere().IsMatch(words) => (VimErrorCause.NOT_FOUND, false, "Something the request refers to does not exist in this project; correct the reference."),
            400 when words.Contains("status must be available", StringComparison.OrdinalIgnoreCase) => (VimErrorCause.CONFLICT, false, "It is attached or busy; detach it or wait."),
            400 when words.Contains("already in use", StringComparison.OrdinalIgnoreCase) || words.Contains("is still in use", StringComparison.OrdinalIgnoreCase)
                => (VimErrorCause.CONFLICT, false, "It is used by something else; free it or use another."),
            400 or 422 => (VimErrorCause.INVALID_REQUEST, false, "Correct the named value; repeating it unchanged fails the same way."),
            401 => (VimErrorCause.UNAUTHORIZED, false, "The credentials of the account are not accepted: correct the account."),
            403 => (VimErrorCause.UNAUTHORIZED, false, "The policy of this cloud does not permit it with the roles of the account: ask the administrator, or use an account that may."),
            404 => (VimErrorCause.NOT_FOUND, false, "It is not (or no longer) there."),
            406 => (VimErrorCause.NOT_SUPPORTED, false, "This cloud is too old for it."),
            408 or 504 => (VimErrorCause.TIMEOUT, true, "Whether it had an effect is not known; the same call again finds out."),
            409 when type is "conflictingRequest" || words.Contains("task_state", StringComparison.Ordinal)
                => (VimErrorCause.CONFLICT, words.Contains("task_state", StringComparison.Ordinal), "Another operation on it is under way, or its state does not allow this one."),
            409 => (VimErrorCause.CONFLICT, false, "Its state does not allow it, or something still uses it."),
            413 when call.Service == OsService.Image => (VimErrorCause.INVALID_REQUEST, false, "The image is larger than the store takes."),
            413 or 429 or 503 => (VimErrorCause.TRANSIENT, true, "The cloud is overloaded or the service restarts; the same call later may succeed."),
            502 => (VimErrorCause.UNREACHABLE, true, "A proxy in front of the service does not reach it."),
            500 when call.Service == OsService.Image && call.Content is not null => (VimErrorCause.INTERNAL, false, "Glance could not store the image: its store may be full."),
            >= 500 => (VimErrorCause.INTERNAL, true, "It is a fault of the cloud itself: the request id finds it in the service's log."),
            _ => (VimErrorCause.INTERNAL, false, "That answer was not expected."),
        };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.ValueKind == JsonValueKind.Null ? null : value.ToString() : null;

    private static string Plain(byte[] body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 4096));
        text = Spaces().Replace(Tags().Replace(text, " "), " ").Trim();
        return text.Length > 300 ? string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, 300)}…") : text;
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"(is too long|is too short|is not a '[a-z0-9-]{1,30}'|is not of type '[a-z', ]{1,60}'|does not match '[^']{1,80}'|is less than the minimum of [0-9.]{1,20}|is greater than the maximum of [0-9.]{1,20})\.?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reason();

    [GeneratedRegex("\\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex("could not be found|can not find|cannot find|not be found|does not exist|Invalid imageRef|not found|unknown|zone is not available", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotThere();
}

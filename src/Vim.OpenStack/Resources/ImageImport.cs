using System.Text.Json.Nodes;
using NfvOrchestrator.Vim.OpenStack.Rest;

namespace NfvOrchestrator.Vim.OpenStack.Resources;

/// <summary>
/// Images whose content Glance fetches itself (interoperable image import, method <c>web-download</c>). Glance tells little: it puts an image whose download failed back to <c>queued</c>, as if nobody had ever
/// asked; only its own properties and the task tell what became of it.
/// </summary>
internal static class ImageImport
{
    private const string Method = "web-download";

    /// <summary>How long an import that was taken may leave no trace, where Glance has no list of its tasks (before Wallaby).</summary>
    private static readonly TimeSpan Traceless = TimeSpan.FromSeconds(30);

    /// <summary>Throws NOT_SUPPORTED where Glance does not fetch images; asked before anything is made.</summary>
    public static async Task DemandAsync(OsAccount account, ResourceRecord record, CancellationToken cancellationToken)
    {
        var call = OsCall.Get(OsService.Image, "info/import").For(record) with { Accept = [404], What = "tell how images can be imported" };
        var answer = await account.SendAsync(call, cancellationToken);
        var methods = answer.IsSuccess ? answer.Read(OsJson.Default.ImportInfoAnswer).ImportMethods?.Value ?? [] : [];
        if (!methods.Contains(Method, StringComparer.Ordinal))
        {
            throw NotOffered(account, record, methods.Count > 0 ? $"it offers {string.Join(", ", methods)}" : "it offers none");
        }
    }

    /// <summary>Has Glance fetch the content; an import that is under way already is success.</summary>
    public static async Task StartAsync(OsAccount account, ResourceRecord record, string image, CancellationToken cancellationToken)
    {
        var spec = (ImageSpec)record.Spec;
        var body = new JsonObject { ["method"] = new JsonObject { ["name"] = Method, ["uri"] = spec.SourceUri } };
        // 409: an import that was asked for by a lost answer is under way.
        var call = OsCall.Post(OsService.Image, $"images/{image}/import", body).For(record) with { Accept = [400, 409], What = $"import image '{spec.Name}' from {Shown(spec.SourceUri!)} (method {Method})" };
        var answer = await account.SendAsync(call, cancellationToken);
        if (answer.Status == 400)
        {
            var words = OsErrors.Read(answer).Words;
            throw words.Contains("import method", StringComparison.OrdinalIgnoreCase)
                ? NotOffered(account, record, "it refused it")
                : words.Contains("filter", StringComparison.OrdinalIgnoreCase)
                ? new VimException(
                    new VimError
                    {
                        Cause = VimErrorCause.INVALID_REQUEST,
                        RequestId = answer.RequestId, // its own words repeat the URI, which may hold a secret
                        Message = $"Glance does not fetch image '{record.Key}' of account '{account.Id}' from {Shown(spec.SourceUri!)}: the scheme, host or port is not one that it may use. Nothing was stored. Its administrator permits it in import_filtering_opts; or upload the content.",
                    },
                    record.Kind, record.Key)
                : OsErrors.Of(call, answer, account.Id);
        }
    }

    /// <summary>What an image that Glance shall fetch really is.</summary>
    public static async Task<Observed> JudgeAsync(OsAccount account, ResourceRecord record, OsImage image, Observed seen, CancellationToken cancellationToken)
    {
        var spec = (ImageSpec)record.Spec;
        if (image.Status == "active")
        {
            return Checked(record, spec, image, seen);
        }
        if (image.Status != "queued" || seen.State == VimResourceState.CREATING)
        {
            return seen;
        }
        var call = OsCall.Get(OsService.Image, $"images/{image.Id}/tasks").For(record) with { Accept = [403, 404], What = "tell what became of the import" };
        var answer = await account.SendAsync(call, cancellationToken);
        var last = answer.IsSuccess ? answer.Read(OsJson.Default.ImageTasksAnswer).Tasks.MaxBy(static t => t.CreatedAt, StringComparer.Ordinal) : null;
        if (last is { Status: "pending" or "processing" } || (!answer.IsSuccess && seen.State != VimResourceState.ERROR && account.Time.GetUtcNow() - record.UpdatedAt < Traceless))
        {
            return seen with { State = VimResourceState.CREATING, Error = null };
        }
        var why = last is { Status: "failure" } ? $"its task {last.Id} failed: {(last.Message is { Length: > 0 } told ? told.TrimEnd('.', ' ') : "no reason was given")}"
            : seen.State == VimResourceState.ERROR ? "it gave the import up and tells no reason"
            : "nothing of the import is left, as after a restart of Glance";
        return Failed(seen, $"Glance could not fetch image '{record.Key}' ({image.Id}) from {Shown(spec.SourceUri!)}: {why}. See that Glance's host reaches the address; its log tells more. Putting the image again starts anew.");
    }

    /// <summary>Without user, password and query, which may be secrets.</summary>
    public static string Shown(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "that address";

    private static Observed Checked(ResourceRecord record, ImageSpec spec, OsImage image, Observed seen)
    {
        if (spec.SizeBytes is { } size && image.Size is { } stored && size != stored)
        {
            return Failed(seen, $"What Glance fetched for image '{record.Key}' ({image.Id}) from {Shown(spec.SourceUri!)} has {stored} bytes, {size} were announced: it is not used. Correct the source; putting the image again fetches it anew.");
        }
        return spec.Checksum is null || seen.State == VimResourceState.ERROR || ImageChecksum.IsTold(image, spec.ChecksumAlgorithm)
            ? seen
            : seen with { Outputs = seen.Outputs with { Warnings = [$"Glance fetched the content itself and tells its {image.OsHashAlgo ?? "MD5"} only: whether it has the {spec.ChecksumAlgorithm} announced is not checked."] } };
    }

    private static Observed Failed(Observed seen, string message) => seen with { State = VimResourceState.ERROR, Error = new VimError { Cause = VimErrorCause.INVALID_REQUEST, Message = message } };

    private static VimException NotOffered(OsAccount account, ResourceRecord record, string what) => new(
        VimErrorCause.NOT_SUPPORTED,
        $"image '{record.Key}' shall be fetched by Glance of account '{account.Id}', which has no import method '{Method}' ({what}). Nothing was done. Upload the content instead (contentFollows), or have the administrator add {Method} to enabled_import_methods.",
        retryable: false, record.Kind, record.Key);
}

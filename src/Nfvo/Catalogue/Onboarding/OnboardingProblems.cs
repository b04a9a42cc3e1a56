using System.Text.Json;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Nfvo.Catalogue.Onboarding;

/// <summary>The reasons for which content cannot be onboarded, as <c>onboardingFailureDetails</c>.</summary>
internal static class OnboardingProblems
{
    private const int ShownInDetail = 5;
    private const int LongestText = 1000;
    private const int ShownDiagnostics = 200;

    /// <summary>The package has errors; all findings are in the member <c>diagnostics</c>.</summary>
    public static ProblemDetails Diagnosed(IReadOnlyList<Diagnostic> findings)
    {
        var errors = findings.Where(static d => d.Severity == Severity.Error).ToList();
        var text = string.Join(" | ", errors.Take(ShownInDetail).Select(static d => Clean(d.ToString())));
        var more = errors.Count > ShownInDetail ? $" | and {errors.Count - ShownInDetail} more errors, see diagnostics" : "";
        IReadOnlyList<Diagnostic> clean = [.. findings.Take(ShownDiagnostics).Select(static d => d with { File = Clean(d.File), Message = Clean(d.Message), Hint = d.Hint is null ? null : Clean(d.Hint) })];
        return Of(
            $"The package has {errors.Count} error{(errors.Count == 1 ? "" : "s")}: {text}{more}. Nothing of it is kept; correct it and upload it again.",
            "diagnostics",
            JsonSerializer.SerializeToElement(clean, ToscaJsonContext.Default.IReadOnlyListDiagnostic));
    }

    public static ProblemDetails WrongKind(PackageKind found, PackageKind wanted)
        => Of(found switch
        {
            PackageKind.Vnf => $"The archive describes a VNF, not {Noun(wanted)}. Upload it to /vnfpkgm/v2/vnf_packages.",
            PackageKind.Ns => $"The archive describes a network service, not {Noun(wanted)}. Upload it to /nsd/v2/ns_descriptors.",
            PackageKind.Pnf => $"The archive describes a PNF, not {Noun(wanted)}. Upload it to /nsd/v2/pnf_descriptors.",
            _ => $"The archive does not describe {Noun(wanted)}.",
        });

    public static ProblemDetails UnusableId(string attribute)
        => Of($"The {attribute} of the descriptor must have 1 to {DescriptorIds.MaxLength} characters without control characters. Correct it in the descriptor and upload it again.");

    public static ProblemDetails UnknownConstituents(IReadOnlyList<string> vnfds, IReadOnlyList<string> pnfds, IReadOnlyList<string> nsds)
    {
        var parts = new List<string>();
        if (vnfds.Count > 0)
        {
            parts.Add($"VNFDs that are not onboarded: {List(vnfds)}");
        }
        if (pnfds.Count > 0)
        {
            parts.Add($"PNFDs that are not onboarded: {List(pnfds)}");
        }
        if (nsds.Count > 0)
        {
            parts.Add($"nested NSDs that are not onboarded: {List(nsds)}");
        }
        return Of($"The NSD refers to {string.Join("; and to ", parts)}. Onboard them first, then upload the NSD again.");
    }

    public static ProblemDetails Duplicate(string noun, string descriptorId, string? resourceId)
        => Of($"The descriptor '{Clean(descriptorId)}' is already onboarded by the {noun} '{resourceId}'. Give the new content another descriptor id, or delete that {noun} first, then upload again.");

    public static ProblemDetails NotStorable(string reason)
        => Of($"What the content describes cannot be stored: {Clean(reason)} Correct the content and upload it again.");

    public static ProblemDetails ContentLost()
        => Of("The uploaded content is no longer in the blob store, so it could not be read. Upload it again.");

    public static ProblemDetails TrustStoreBroken(string reason)
        => new()
        {
            Status = StatusCodes.Status500InternalServerError,
            Title = "Onboarding failed",
            Detail = $"The package was not read, because whom to trust is not known any more: {Clean(reason)}. Mend the trust store ({PackageOptions.Section}:TrustStore), then upload the package again.",
        };

    public static ProblemDetails GivenUp(int attempts)
        => new()
        {
            Status = StatusCodes.Status500InternalServerError,
            Title = "Onboarding given up",
            Detail = $"Reading the content was started {attempts} times and never came to its end: the service stopped each time. The log of the service around those times has the cause. Nothing of the content is kept.",
        };

    public static ProblemDetails Fault(Exception exception)
        => new()
        {
            Status = StatusCodes.Status500InternalServerError,
            Title = "Onboarding failed",
            Detail = $"Reading the content failed through a fault of the service ({exception.GetType().Name}); its log has the details. Nothing of the content is kept.",
        };

    private static string Noun(PackageKind kind) => kind switch
    {
        PackageKind.Vnf => "a VNF",
        PackageKind.Ns => "a network service",
        _ => "a PNF",
    };

    private static string List(IReadOnlyList<string> ids) => string.Join(", ", ids.Take(20).Select(static id => $"'{Clean(id)}'")) + (ids.Count > 20 ? $" and {ids.Count - 20} more" : "");

    private static ProblemDetails Of(string detail, string? name = null, JsonElement value = default) => new()
    {
        Status = StatusCodes.Status422UnprocessableEntity,
        Title = "Onboarding failed",
        Detail = detail,
        Extensions = name is null ? null : new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [name] = value },
    };

    /// <summary>Names from a hostile archive may hold what no store keeps (NUL) or what floods a log.</summary>
    private static string Clean(string text)
    {
        var clean = text.Any(char.IsControl) ? new string([.. text.Select(static c => char.IsControl(c) ? '\uFFFD' : c)]) : text;
        return clean.Length <= LongestText ? clean : clean[..LongestText] + "…";
    }
}

using NfvOrchestrator.Sol.Conventions;
using NfvOrchestrator.Sol.VnfPkgm;

namespace NfvOrchestrator.Nfvo.Catalogue.Api;

/// <summary>Which additional artifacts of a package a client wants together (SOL003 §10.4.5a.3.2).</summary>
/// <param name="Mano">Those for MANO.</param>
/// <param name="NonMano">Those that are not for MANO.</param>
/// <param name="Sets">Only of these sets of non-MANO artifacts; empty: of all.</param>
/// <param name="External">Also those that are outside of the package.</param>
/// <param name="WithSignatures">With the files that prove their origin.</param>
internal sealed record ArtifactChoice(bool Mano, bool NonMano, IReadOnlyList<string> Sets, bool External, bool WithSignatures)
{
    /// <summary>The query parameters.</summary>
    public static IReadOnlyList<string> Parameters { get; } =
        ["exclude_all_mano_artifacts", "exclude_all_non_mano_artifacts", "select_non_mano_artifact_sets", "include_external_artifacts", "include_signatures"];

    /// <summary>Reads the query.</summary>
    /// <exception cref="SolProblemException">400: it contradicts itself.</exception>
    public static ArtifactChoice Of(IQueryCollection query)
    {
        var sets = query["select_non_mano_artifact_sets"].SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        var nonMano = !query.ContainsKey("exclude_all_non_mano_artifacts");
        return nonMano || sets.Count == 0
            ? new ArtifactChoice(!query.ContainsKey("exclude_all_mano_artifacts"), nonMano, sets, query.ContainsKey("include_external_artifacts"), query.ContainsKey("include_signatures"))
            : throw SolProblem.BadRequest("The query excludes all non-MANO artifacts, and selects sets of them.").With("parameter", "select_non_mano_artifact_sets").ToException();
    }

    /// <summary>The chosen ones.</summary>
    public IReadOnlyList<VnfPackageArtifactInfo> Among(IEnumerable<VnfPackageArtifactInfo> artifacts)
        => [.. artifacts.Where(a => (a.NonManoArtifactSetId is { } set ? NonMano && (Sets.Count == 0 || Sets.Contains(set, StringComparer.Ordinal)) : Mano) && (External || a.ArtifactURI is null))];
}

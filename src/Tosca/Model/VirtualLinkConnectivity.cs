namespace NfvOrchestrator.Tosca.Model;

/// <summary>Which connection points of a constituent are on which virtual link of the NS.</summary>
/// <param name="NsVirtualLinkProfileId">Id in <see cref="NsDeploymentFlavour.VirtualLinks"/>.</param>
/// <param name="ExtCpdIds">
/// Names of the requirements of the constituent's node that point to the link. For a VNF they are cpdIds or
/// requirement names of its VNFD: see <see cref="ExtCp.CpdId"/> and <see cref="ExtCp.RequirementName"/>.
/// </param>
public sealed record VirtualLinkConnectivity(string NsVirtualLinkProfileId, IReadOnlyList<string> ExtCpdIds);

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>Something that happened in the NFVI, for the event bus.</summary>
/// <param name="Type">CloudEvents type, e.g. <c>nfv.vim.server.error</c>.</param>
/// <param name="Tenant">Whose; absent for hosts.</param>
/// <param name="InstanceId">VNF or NS instance; absent for hosts and untagged resources.</param>
/// <param name="ObjectId">Key of the server, or name of the host.</param>
/// <param name="Detail">For a person.</param>
/// <param name="Resource">The resource; absent for hosts.</param>
/// <param name="Time">When.</param>
public sealed record SimulatorEvent(string Type, string? Tenant, string? InstanceId, string ObjectId, string Detail, VimResource? Resource, DateTimeOffset Time);

using System.Runtime.InteropServices;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What a server does at a moment.</summary>
/// <param name="Tenant">Tenant.</param>
/// <param name="Server">The server.</param>
/// <param name="CpuPercent">Share of its vCPUs that work, 0 to 100.</param>
/// <param name="MemoryPercent">Share of its memory in use, 0 to 100.</param>
/// <param name="IncomingBps">Received, bit/s.</param>
/// <param name="OutgoingBps">Sent, bit/s.</param>
/// <param name="PowerWatts">Its share of the host's power above idle.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ServerSample(string Tenant, VimResource Server, double CpuPercent, double MemoryPercent, double IncomingBps, double OutgoingBps, double PowerWatts);

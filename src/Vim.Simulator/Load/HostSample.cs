using System.Runtime.InteropServices;

namespace NfvOrchestrator.Vim.Simulator;

/// <summary>What a host does at a moment.</summary>
/// <param name="Host">Name.</param>
/// <param name="Zone">Zone.</param>
/// <param name="CpuPercent">Share of its cores that work, 0 to 100.</param>
/// <param name="MemoryPercent">Share of its memory that is given to servers, 0 to 100.</param>
/// <param name="PowerWatts">Power drawn: idle plus the rest linear in CPU; 0 when down.</param>
/// <param name="Servers">Servers on it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HostSample(string Host, string Zone, double CpuPercent, double MemoryPercent, double PowerWatts, int Servers);

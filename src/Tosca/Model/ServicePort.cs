namespace NfvOrchestrator.Tosca.Model;

/// <summary>A port of a service (SOL001 ServicePortData).</summary>
/// <param name="Name">Name.</param>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
/// <param name="Port">Number.</param>
/// <param name="Configurable">Whether the number can be configured.</param>
public sealed record ServicePort(string Name, string Protocol, int Port, bool Configurable);

using System.Text.Json;

namespace NfvOrchestrator.Tosca.Model;

/// <summary>An operation to call.</summary>
/// <param name="Operation">E.g. <c>Vnflcm.scale</c>, <c>Vnflcm.heal</c>, <c>Nslcm.scale</c>.</param>
/// <param name="Inputs">Inputs with the level <c>value</c> taken away, or null.</param>
public sealed record IndicatorAction(string Operation, JsonElement? Inputs);

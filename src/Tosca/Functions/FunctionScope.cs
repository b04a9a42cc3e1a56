using NfvOrchestrator.Tosca.Compile;

namespace NfvOrchestrator.Tosca.Functions;

/// <summary>What SELF, SOURCE and TARGET stand for where a function is written (TOSCA 1.3 §4.1).</summary>
/// <param name="Self">The node template that the function is written in.</param>
/// <param name="Source">Source of the relationship that it is written in.</param>
/// <param name="Target">Target of the relationship that it is written in.</param>
internal readonly record struct FunctionScope(NodeTemplate? Self, NodeTemplate? Source = null, NodeTemplate? Target = null);

using NfvOrchestrator.Tosca.Diagnostics;
using NfvOrchestrator.Tosca.Yaml;

namespace NfvOrchestrator.Tosca.Types;

/// <summary>The kinds of types of TOSCA, each with its own name space.</summary>
internal enum TypeKind
{
    Data,
    Artifact,
    Capability,
    Relationship,
    Interface,
    Node,
    Group,
    Policy,
}

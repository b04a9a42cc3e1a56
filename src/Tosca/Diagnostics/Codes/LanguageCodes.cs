using static NfvOrchestrator.Tosca.Diagnostics.DiagnosticKind;

namespace NfvOrchestrator.Tosca.Diagnostics.Codes;

/// <summary>Codes of the language: YAML, grammar, types, values.</summary>
internal static class LanguageCodes
{
    public static IReadOnlyList<DiagnosticCode> All { get; } =
    [
        new("TOSCA0101", Error, "not valid YAML, or not UTF-8", "YAML 1.2", "correct the line; indent with spaces; save as UTF-8"),
        new("TOSCA0102", Error, "a definitions file is too large", "–", "split it; data belongs into artifacts"),
        new("TOSCA0103", Error, "YAML nested too deeply", "–", "flatten it"),
        new("TOSCA0104", Error, "too many YAML nodes with aliases expanded, or an alias inside its own anchor", "–", "write it out, or split the file"),
        new("TOSCA0105", Deviation, "a key is given twice", "YAML 1.2 §3.2.1.3", "remove one of them", "the last one counts"),
        new("TOSCA0106", Error, "a definitions file is empty or no map", "TOSCA 1.3 §3.10", "begin with tosca_definitions_version"),
        new("TOSCA0107", Deviation, "more than one YAML document in a file", "YAML 1.2 §9", "one file per document", "the first is read"),
        new("TOSCA0108", Deviation, "a list or map in brackets goes on in a line that is not indented deeper than its key", "YAML 1.2 §7.4", "indent the line", "it is read all the same"),
        new("TOSCA0111", Error, "an import is not in the package", "TOSCA 1.3 §3.6.8", "add the file, or correct the path (it is relative to the importing file)"),
        new("TOSCA0112", Error, "an import is remote", "SOL004 §4.1", "add the file to the package and import it by its relative path"),
        new("TOSCA0113", Error, "an import names no file", "TOSCA 1.3 §3.6.8", "write '- file: <path>' or '- <path>'"),
        new("TOSCA0114", Error, "too many imports", "–", "merge files"),
        new("TOSCA0115", Deviation, "a repository that is not defined", "TOSCA 1.3 §3.6.6", "define it under repositories", "the file is looked for in the package"),
        new("TOSCA0116", Deviation, "imports of two editions of SOL001, or (for information) of one that is not built in", "SOL001 §A.1", "import the files of one edition", "the edition imported first counts; one that is not built in is read as the newest before it"),
        new("TOSCA0121", Deviation, "tosca_definitions_version is missing or unknown", "TOSCA 1.3 §3.1", "write tosca_simple_yaml_1_3", "read as 1.3"),
        new("TOSCA0122", Deviation, "an unknown key", "TOSCA 1.3 §3", "correct the spelling, or remove it", "the key is not read"),
        new("TOSCA0123", ErrorOrDeviation, "a value of the wrong shape", "TOSCA 1.3 §3", "write it as the clause says", "policies as a map and capability values without 'properties' are read as what they mean"),
        new("TOSCA0124", Deviation, "a section stands in the wrong place", "TOSCA 1.3 §3.10.1", "move it into topology_template", "it is read as if it were there; broken references in it are warnings"),
        new("TOSCA0125", Error, "too many node templates, policies, levels or list entries", "–", "split the descriptor"),
        new("TOSCA0126", Error, "functions refer to each other in a circle", "TOSCA 1.3 §4", "give one of the properties a value"),
        new("TOSCA0127", Deviation, "an intrinsic function is written wrongly, or names what is not there", "TOSCA 1.3 §4", "correct the arguments", "the value counts as known only at run time"),
        new("TOSCA0128", Error, "copy of a template that is not there, or that is a copy itself", "TOSCA 1.3 §3.8.3", "copy a template that is written out"),
        new("TOSCA0201", ErrorOrDeviation, "a type is not defined", "TOSCA 1.3 §3.7", "define it, or import the file that does", "an undefined capability type of a node type is ignored"),
        new("TOSCA0202", Error, "a derivation leads back to itself or cannot be resolved", "TOSCA 1.3 §3.7", "derive it from another type"),
        new("TOSCA0203", Deviation, "a type is defined twice", "TOSCA 1.3 §3.1", "keep one definition", "the first one counts"),
        new("TOSCA0204", Error, "the types inherit too much", "–", "flatten the hierarchy"),
        new("TOSCA0205", Deviation, "a property is refined to a type that does not suit the inherited one", "TOSCA 1.3 §3.6.10.4", "keep the type, or derive the new one from it", "the new type counts"),
        new("TOSCA0231", ErrorOrDeviation, "a value of the wrong type", "TOSCA 1.3 §3.3", "write a value of the type named", "a scalar where a map is expected is kept as it is"),
        new("TOSCA0232", ErrorOrDeviation, "a required property is missing", "TOSCA 1.3 §3.6.10", "give the property a value", "properties that lifecycle code can do without may be missing"),
        new("TOSCA0233", Deviation, "a property that the type does not define", "TOSCA 1.3 §3.6.11", "correct the spelling, or derive a type that defines it", "it is not read"),
        new("TOSCA0234", Deviation, "a constraint is broken", "TOSCA 1.3 §3.6.3", "choose a value that the constraint allows", "the value stands"),
        new("TOSCA0235", Deviation, "get_input names no input", "TOSCA 1.3 §4.4.1", "declare the input, or correct the name", "the value is taken at run time"),
        new("TOSCA0236", Deviation, "a capability that the type does not define", "TOSCA 1.3 §3.8.1", "correct the spelling", "it is not read"),
        new("TOSCA0237", Deviation, "a constraint clause that is not understood", "TOSCA 1.3 §3.6.3", "correct the operator or its argument", "it is not checked"),
        new("TOSCA0238", Error, "a requirement refers to a node that is not there", "TOSCA 1.3 §3.8.2", "define the node, or correct the name"),
        new("TOSCA0239", Deviation, "a requirement that the type does not define", "TOSCA 1.3 §3.8.2", "correct the spelling", "lifecycle code that looks for it by name finds it all the same"),
        new("TOSCA0240", Deviation, "a requirement used less or more often than its occurrences allow", "TOSCA 1.3 §3.7.3", "add or remove assignments", "all assignments are read"),
        new("TOSCA0241", Deviation, "a requirement that its target does not satisfy: capability, node type, valid source types, relationship", "TOSCA 1.3 §3.8.2", "choose another target", "the target stands"),
        new("TOSCA0242", Deviation, "a node filter that no node of the template fulfils, or that is written wrongly", "TOSCA 1.3 §3.6.5", "correct the filter", "the requirement has no target in the template"),
        new("TOSCA0243", Deviation, "an interface, operation or notification that the type does not define", "TOSCA 1.3 §3.7.5", "correct the spelling, or derive a type that defines it", "it is kept"),
        new("TOSCA0244", Deviation, "a group member or policy target of a type that the group or policy is not for", "TOSCA 1.3 §3.7.11", "choose another member or target", "it stands"),
        new("TOSCA0245", Deviation, "a trigger that is incomplete or names what is not there", "TOSCA 1.3 §3.6.22", "give event and action", "it is kept"),
        new("TOSCA0246", Deviation, "a workflow step or activity that names what is not there", "TOSCA 1.3 §3.6.27", "correct the name", "it is kept"),
        new("TOSCA0247", Deviation, "a substitution mapping that the node type does not define, or to what is not there", "TOSCA 1.3 §3.8.13", "correct the name", "it is not read"),
        new("TOSCA0248", Deviation, "an input, output or attribute that is incomplete or not of its type", "TOSCA 1.3 §3.6.14", "give type or value", "it is read as far as it goes"),
    ];
}

using static NfvOrchestrator.Tosca.Diagnostics.DiagnosticKind;

namespace NfvOrchestrator.Tosca.Diagnostics.Codes;

/// <summary>Codes of the import of SOL006 descriptors.</summary>
internal static class Sol006Codes
{
    public static IReadOnlyList<DiagnosticCode> All { get; } =
    [
        new("TOSCA0501", Info, "a SOL006 descriptor was recognised and imported", "SOL006 §6", "read the report of what was lost (TOSCA0502)"),
        new("TOSCA0502", InfoOrWarning, "something of a SOL006 or OSM descriptor has no place in the model, or is carried out differently", "SOL006 §6", "as the finding says"),
        new("TOSCA0503", Error, "a descriptor of OSM before release NINE, which was not SOL006", "SOL006 §6", "convert it with OSM's tool (osm package-translate) and upload the result"),
        new("TOSCA0504", Error, "a reference of a SOL006 descriptor to something that is not there, or a missing id", "SOL006 §6", "correct the name"),
        new("TOSCA0505", Deviation, "a member that SOL006 demands is missing, as OSM often leaves it out", "SOL006 §6", "add it", "the value that the finding names is taken"),
        new("TOSCA0506", Deviation, "several descriptors in one document", "SOL004 §4.1", "put every descriptor into a package of its own", "the NSD, or else the first VNFD, is read"),
        new("TOSCA0507", Info, "a name of a SOL006 descriptor is another one in the model", "SOL006 §6", "use the name of the model in requests"),
        new("TOSCA0508", Error, "a number of a SOL006 descriptor is none", "SOL006 §6", "write a number without unit"),
        new("TOSCA0509", Error, "a SOL006 descriptor in XML that is not well-formed, or has a document type", "SOL006 §6, RFC 7950", "correct the line; remove the DTD"),
    ];
}

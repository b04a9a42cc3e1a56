using System.Text.Json;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Management;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>additionalParams as the VNFD declares them for each operation (SOL001 §6.7, input additional_parameters). What it does not declare is passed on as it is. Pure.</summary>
internal static class DeclaredParameters
{
    /// <summary>Refuses parameters that lack a required member or have another type than declared. No parameters at all are always possible.</summary>
    public static void Check(DeploymentFlavour flavour, LcmOperationType operation, JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("additionalParams", out var given) || given.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        var declared = Of(flavour, operation);
        var missing = declared.Where(p => p.Required && p.Default is null && !given.TryGetProperty(p.Name, out _)).Select(p => p.Name).ToList();
        if (missing.Count > 0)
        {
            throw Unfit.Request($"additionalParams lacks {Unfit.List(missing)}, which the VNFD declares as required for {operation}; it declares: {Unfit.List(declared.Select(p => $"{p.Name} ({p.Type})"))}.");
        }
        foreach (var parameter in declared)
        {
            if (given.TryGetProperty(parameter.Name, out var value) && !IsOf(parameter.Type, value))
            {
                throw Unfit.Request($"additionalParams.{parameter.Name} is a JSON {value.ValueKind}; the VNFD declares it as {parameter.Type}.");
            }
        }
    }

    /// <summary>The parameters of a request with the defaults of the VNFD for those that are not given; null: there are none.</summary>
    public static IReadOnlyDictionary<string, JsonElement>? WithDefaults(DeploymentFlavour flavour, LcmOperationType operation, IReadOnlyDictionary<string, JsonElement>? given)
    {
        var defaults = Of(flavour, operation).Where(p => p.Default is not null && given?.ContainsKey(p.Name) != true).ToList();
        return defaults.Count == 0
            ? given
            : (given ?? new Dictionary<string, JsonElement>()).Concat(defaults.Select(p => KeyValuePair.Create(p.Name, p.Default!.Value))).ToDictionary(StringComparer.Ordinal);
    }

    private static IReadOnlyList<ParameterDeclaration> Of(DeploymentFlavour flavour, LcmOperationType operation)
    {
        var name = VnfActionPlan.NameOf(operation);
        return (flavour.FindOperation(name) ?? flavour.LifecycleInterfaces.FirstOrDefault(o => o.Operation == name))?.AdditionalParameters ?? [];
    }

    /// <summary>Data types of the VNF, and strings with a form of their own (scalar units), are the VNF's to judge.</summary>
    private static bool IsOf(string type, JsonElement value) => (type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => true,
        ("string", var kind) => kind == JsonValueKind.String,
        ("boolean", var kind) => kind is JsonValueKind.True or JsonValueKind.False,
        ("integer", var kind) => kind == JsonValueKind.Number && value.TryGetInt64(out _),
        ("float", var kind) => kind == JsonValueKind.Number,
        ("list", var kind) => kind == JsonValueKind.Array,
        ("map", var kind) => kind == JsonValueKind.Object,
        _ => true,
    };
}

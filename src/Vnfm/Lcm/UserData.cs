using System.Globalization;
using System.Text;
using System.Text.Json;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.Tosca.Model;
using NfvOrchestrator.Vnfm.Instances;

namespace NfvOrchestrator.Vnfm.Lcm;

/// <summary>
/// User data (cloud-init) of servers from the boot data of their VDUs. Placeholders <c>{{ name }}</c> are looked up, in this order, in the parameters of the instantiation
/// (additionalParams), the configurable properties and extensions of the instance, the boot data's own values, and the facts <c>vnf.id</c>, <c>vnf.name</c>, <c>vnfd.id</c>,
/// <c>flavour.id</c>, <c>vdu.id</c>. <c>param.</c>, <c>property.</c>, <c>extension.</c> before a name look in one place only; <c>| default TEXT</c> stands in for what is missing; <c>| json</c> writes the value as JSON, which is a safe
/// scalar in YAML. A text that begins with <c>## template: jinja</c> belongs to cloud-init and is left alone. Boot data of key/value pairs (SOL001 §6.2.43 kvp_data) is one JSON object with the pairs, its values filled the same way. Pure.
/// </summary>
internal static class UserData
{
    /// <summary>Largest user data, in bytes.</summary>
    public const int MaxBytes = Vim.ComputeSpec.MaxUserDataBytes;

    private const string Jinja = "## template: jinja";

    /// <summary>User data by VDU, of those VDUs that have boot data and servers.</summary>
    /// <exception cref="Execution.LifecycleRejectedException">An input is missing, or the result is too large: 422.</exception>
    public static IReadOnlyDictionary<string, string> Of(VnfSettings settings, VnfInstance instance, VnfDescriptor vnfd)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var vdu in vnfd.FindFlavour(settings.FlavourId)?.Vdus ?? [])
        {
            if (settings.Sizing.VnfcCounts.GetValueOrDefault(vdu.Id) == 0 || Text(vdu, template => Render(template, vdu, settings, instance, vnfd)) is not { } text)
            {
                continue;
            }
            var size = Encoding.UTF8.GetByteCount(text);
            if (size > MaxBytes)
            {
                throw Unfit.Request(string.Create(CultureInfo.InvariantCulture, $"The user data of VDU '{vdu.Id}' would have {size} bytes; a server takes at most {MaxBytes}. Make the parameters that go into it shorter."));
            }
            result[vdu.Id] = text;
        }
        return result;
    }

    /// <summary>The text of a VDU with its placeholders filled; null when it has no boot data.</summary>
    private static string? Text(Vdu vdu, Func<string, string> render)
    {
        if ((vdu.BootDataDetails?.Content ?? vdu.BootData) is { Length: > 0 } template)
        {
            return template.StartsWith(Jinja, StringComparison.Ordinal) ? template : render(template);
        }
        if (vdu.BootDataDetails is not { IsKeyValue: true, Parameters: { Count: > 0 } pairs })
        {
            return null;
        }
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in pairs.OrderBy(static p => p.Key, StringComparer.Ordinal))
            {
                writer.WriteString(key, render(value));
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Render(string template, Vdu vdu, VnfSettings settings, VnfInstance instance, VnfDescriptor vnfd)
    {
        var text = new StringBuilder(template.Length);
        var missing = new List<string>();
        var position = 0;
        while (true)
        {
            var open = template.IndexOf("{{", position, StringComparison.Ordinal);
            var close = open < 0 ? -1 : template.IndexOf("}}", open, StringComparison.Ordinal);
            if (close < 0)
            {
                text.Append(template, position, template.Length - position);
                break;
            }
            text.Append(template, position, open - position);
            var parts = template[(open + 2)..close].Split('|', StringSplitOptions.TrimEntries);
            var value = Find(parts[0], vdu, settings, instance, vnfd);
            var fallback = parts.Skip(1).FirstOrDefault(static p => p.StartsWith("default", StringComparison.Ordinal));
            if (value is null && fallback is null)
            {
                missing.Add(parts[0]);
            }
            value ??= fallback is null ? default : JsonSerializer.SerializeToElement(fallback["default".Length..].Trim(), VnfmJsonContext.Default.String);
            if (value is { ValueKind: not JsonValueKind.Undefined } found)
            {
                text.Append(found.ValueKind == JsonValueKind.String && !parts.Contains("json", StringComparer.Ordinal) ? found.GetString() : found.GetRawText());
            }
            position = close + 2;
        }
        return missing.Count == 0
            ? text.ToString()
            : throw Unfit.Request($"The boot data of VDU '{vdu.Id}' needs {Unfit.List(missing.Distinct(StringComparer.Ordinal))}: give them in additionalParams (or as vnfConfigurableProperties or extensions).");
    }

    private static JsonElement? Find(string name, Vdu vdu, VnfSettings settings, VnfInstance instance, VnfDescriptor vnfd) => name switch
    {
        "vnf.id" => Text(instance.Id),
        "vnf.name" => Text(instance.VnfInstanceName ?? vnfd.ProductName),
        "vnfd.id" => Text(vnfd.DescriptorId),
        "flavour.id" => Text(settings.FlavourId),
        "vdu.id" => Text(vdu.Id),
        _ when name.StartsWith("param.", StringComparison.Ordinal) => In(settings.AdditionalParams, name["param.".Length..]),
        _ when name.StartsWith("property.", StringComparison.Ordinal) => In(instance.VnfConfigurableProperties, name["property.".Length..]),
        _ when name.StartsWith("extension.", StringComparison.Ordinal) => In(instance.Extensions, name["extension.".Length..]),
        _ => In(settings.AdditionalParams, name) ?? In(instance.VnfConfigurableProperties, name) ?? In(instance.Extensions, name)
            ?? (vdu.BootDataDetails?.Parameters.TryGetValue(name, out var own) == true ? Text(own) : null),
    };

    private static JsonElement? In(IReadOnlyDictionary<string, JsonElement>? values, string name)
        => values is not null && values.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static JsonElement Text(string value) => JsonSerializer.SerializeToElement(value, VnfmJsonContext.Default.String);
}

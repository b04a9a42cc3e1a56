using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace NfvOrchestrator.Sol.Conventions;

/// <summary>JSON Merge Patch (RFC 7396), the content of PATCH in all SOL APIs.</summary>
public static class JsonMergePatch
{
    /// <summary>Merges a patch into a value and returns the result; neither argument is changed. A null member of the patch removes the member.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var result = target is JsonObject original ? (JsonObject)original.DeepClone() : [];
        Merge(result, changes);
        return result;
    }

    /// <summary>Merges a patch into a record. Throws <see cref="SolProblemException"/> (422) when the result is no <typeparamref name="T"/>, e.g. because a mandatory attribute was removed.</summary>
    public static T Apply<T>(T target, JsonObject patch, JsonTypeInfo<T> type)
    {
        var result = Apply(JsonSerializer.SerializeToNode(target, type), patch)!;
        try
        {
            return result.Deserialize(type) ?? throw SolProblem.Unprocessable("The patch removes the whole resource.").ToException();
        }
        catch (JsonException exception)
        {
            throw SolBody.Invalid(exception, type.Type).ToException(exception);
        }
    }

    /// <summary>The smallest patch that turns one value into another. (A null inside the wanted object cannot be expressed by a merge patch.)</summary>
    public static JsonNode? Diff(JsonNode? from, JsonNode? to)
    {
        if (from is not JsonObject before || to is not JsonObject after)
        {
            return to?.DeepClone();
        }

        var patch = new JsonObject();
        foreach (var (name, _) in before)
        {
            if (!after.ContainsKey(name))
            {
                patch[name] = null;
            }
        }

        foreach (var (name, wanted) in after)
        {
            if (!before.TryGetPropertyValue(name, out var present))
            {
                patch[name] = wanted?.DeepClone();
            }
            else if (!JsonNode.DeepEquals(present, wanted))
            {
                patch[name] = Diff(present, wanted);
            }
        }

        return patch;
    }

    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (name, change) in changes)
        {
            switch (change)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject nested when target[name] is JsonObject existing:
                    Merge(existing, nested);
                    break;
                case JsonObject nested:
                    var created = new JsonObject();
                    Merge(created, nested);
                    target[name] = created;
                    break;
                default:
                    target[name] = change.DeepClone();
                    break;
            }
        }
    }
}

using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace NfvOrchestrator.Sol.OpenApi;

/// <summary>A type that JSON tells from its siblings by a discriminator has that member, with its own value: exactly one of the alternatives fits.</summary>
internal sealed class DerivedTypeSchemaFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema derived || context.Type.BaseType is not { } parent
            || parent.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false)?.TypeDiscriminatorPropertyName is not { } name
            || parent.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).FirstOrDefault(d => d.DerivedType == context.Type)?.TypeDiscriminator?.ToString() is not { } value)
        {
            return;
        }

        derived.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        derived.Properties[name] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [JsonValue.Create(value)] };
        (derived.Required ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
    }
}

using Microsoft.AspNetCore.Builder;

namespace NfvOrchestrator.Platform.Security;

/// <summary>Opens endpoints to VNFMs of other makers.</summary>
public static class VnfmAccessExtensions
{
    /// <summary>Lets callers with the role <see cref="NfvRoles.Vnfm"/> in; an inner group or endpoint overrules an outer one.</summary>
    public static TBuilder OpenToVnfms<TBuilder>(this TBuilder builder, bool writes)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new VnfmAccess(writes)));
        return builder;
    }
}

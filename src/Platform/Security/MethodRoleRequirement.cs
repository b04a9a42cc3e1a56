using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace NfvOrchestrator.Platform.Security;

/// <summary>The default policy: safe methods need a reading role, all others a writing one. It applies to every endpoint that does not say otherwise, so that a forgotten line closes a door instead of opening it.</summary>
internal sealed class MethodRoleRequirement : AuthorizationHandler<MethodRoleRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MethodRoleRequirement requirement)
    {
        var user = context.User;
        var reads = context.Resource is HttpContext http
            && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method));
        if (user.IsInRole(NfvRoles.Operator) || user.IsInRole(NfvRoles.Service) || (reads && user.IsInRole(NfvRoles.Viewer))
            || (user.IsInRole(NfvRoles.Vnfm) && (context.Resource as HttpContext)?.GetEndpoint()?.Metadata.GetMetadata<VnfmAccess>() is { } open && (reads || open.Writes)))
        {
            context.Succeed(requirement);
        }
        return Task.CompletedTask;
    }
}

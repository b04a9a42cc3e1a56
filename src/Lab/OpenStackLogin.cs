using NfvOrchestrator.Vim.OpenStack;

namespace NfvOrchestrator.Lab;

/// <summary>The login of an OpenStack project, from the environment variables that the openstack client reads.</summary>
internal static class OpenStackLogin
{
    /// <summary>Reads it; throws when what is needed is missing.</summary>
    /// <param name="keystone">Keystone's URL.</param>
    /// <param name="variable">Value of an environment variable, or null.</param>
    public static OpenStackAccountSettings Read(string keystone, Func<string, string?> variable)
    {
        string? Of(string name) => variable("OS_" + name) is { Length: > 0 } value ? value : null;
        var ca = Of("CACERT");
        var settings = new OpenStackAccountSettings
        {
            Id = LabHost.VimAccount,
            Name = "OpenStack",
            AuthUrl = keystone,
            Region = Of("REGION_NAME"),
            Interface = Of("INTERFACE") ?? "public",
            OuterNetwork = variable("NFV_OUTER_NETWORK") is { Length: > 0 } outer ? outer : null,
            VlanPhysicalNetwork = variable("NFV_VLAN_PHYSICAL_NETWORK") is { Length: > 0 } physical ? physical : null,
            CaBundle = ca is null ? null : File.ReadAllText(ca),
        };
        if (Of("APPLICATION_CREDENTIAL_ID") is { } credential)
        {
            return settings with { ApplicationCredentialId = credential, ApplicationCredentialSecret = Needed("APPLICATION_CREDENTIAL_SECRET") };
        }
        return settings with
        {
            UserName = Needed("USERNAME"),
            Password = Needed("PASSWORD"),
            Project = Of("PROJECT_ID") is null ? Needed("PROJECT_NAME") : null,
            ProjectId = Of("PROJECT_ID"),
            UserDomain = Of("USER_DOMAIN_NAME") ?? "Default",
            ProjectDomain = Of("PROJECT_DOMAIN_NAME") ?? "Default",
        };

        string Needed(string name) => Of(name) ?? throw new LabFailureException($"--openstack needs the environment variable OS_{name}, as the openstack client does.");
    }
}

namespace NfvOrchestrator.Vim.OpenStack.Rest;

/// <summary>A token of Keystone with what came with it.</summary>
/// <param name="Value">The secret.</param>
/// <param name="IssuedAt">By our clock.</param>
/// <param name="ExpiresAt">By our clock.</param>
/// <param name="ProjectId">The project it is scoped to.</param>
/// <param name="ProjectName">Its name.</param>
/// <param name="Roles">Roles in the project.</param>
/// <param name="Catalogue">Service type → endpoint, of the account's region and interface.</param>
/// <param name="Regions">Regions of the whole catalogue.</param>
internal sealed record OsToken(
    string Value, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string ProjectId, string ProjectName, IReadOnlyList<string> Roles,
    IReadOnlyDictionary<string, string> Catalogue, IReadOnlyList<string> Regions)
{
    /// <summary>Renewed when a tenth of its life, at most five minutes, is left.</summary>
    public DateTimeOffset RenewAt
    {
        get
        {
            var margin = (ExpiresAt - IssuedAt) / 10;
            return ExpiresAt - (margin < TimeSpan.FromMinutes(5) ? margin : TimeSpan.FromMinutes(5));
        }
    }
}

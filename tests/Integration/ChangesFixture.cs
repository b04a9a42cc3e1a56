using System.Text.Json;
using NfvOrchestrator.Lab;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.VnfLcm;
using NfvOrchestrator.TestKit;
using NfvOrchestrator.Vim;
using NfvOrchestrator.Vnfm.Reconciliation;

namespace NfvOrchestrator.Integration;

/// <summary>A lab with a product in several versions. Records and VIM are compared when asked; what is missing is healed, orphans are deleted, drift is reported.</summary>
public sealed class ChangesFixture : LabFixture
{
    private readonly Dictionary<string, Task<string>> versions = [];

    protected override LabOptions Change(LabOptions options) => options with
    {
        ConfigureVnfm = static vnfm => vnfm.Reconciliation = new ReconciliationOptions
        {
            Interval = TimeSpan.Zero,
            Grace = TimeSpan.Zero,
            Missing = FindingPolicy.HEAL,
            Orphaned = FindingPolicy.DELETE,
        },
    };

    /// <summary>The VIM as the VNFM sees it.</summary>
    internal VimClient Vim => new(Services.Vim);

    /// <summary>Onboards a version once; returns its VNFD id.</summary>
    internal Task<string> VersionAsync(int version, bool withDb = true, bool withProbe = false, string product = "Pair")
    {
        lock (versions)
        {
            var key = $"{product}{version}";
            return versions.TryGetValue(key, out var known) ? known : versions[key] = OnboardAsync();
        }

        async Task<string> OnboardAsync()
        {
            var folder = TwoVersions.Write(version, withDb, withProbe, product);
            try
            {
                return await Onboarding.VnfAsync(Api.Packages, folder, CancellationToken.None);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>A VNF of the first version that runs.</summary>
    internal async Task<string> UpAsync()
    {
        var vnf = (await Api.VnfLcm.CreateAsync(new CreateVnfRequest { VnfdId = await VersionAsync(1) })).Resource.Id;
        var accepted = await Api.VnfLcm.InstantiateAsync(vnf, await MinimalRequestAsync());
        await DoneAsync(accepted.OpOccId);
        return vnf;
    }

    /// <summary>Waits for the good end of an operation.</summary>
    internal async Task<VnfLcmOpOcc> DoneAsync(string opOccId, LcmOperationStateType state = LcmOperationStateType.COMPLETED)
    {
        var end = await VnfEndAsync(opOccId);
        end.OperationState.ShouldBe(state, end.Error?.Detail);
        return end;
    }

    /// <summary>Calls a task of an instance; returns the occurrence.</summary>
    internal async Task<string> TaskAsync(string vnf, string task, string body)
    {
        var answer = await VnfmAsync(HttpMethod.Post, $"vnflcm/v2/vnf_instances/{vnf}/{task}", body);
        answer.Status.ShouldBe(202, answer.Body);
        return answer.Location!.Split('/')[^1];
    }

    /// <summary>A call of the VNFM.</summary>
    internal Task<Answer> VnfmAsync(HttpMethod method, string path, string? body = null, string contentType = "application/json", LabApi? api = null)
        => CallAsync(method, Lab.Addresses.Vnfm, path, body, body is null ? null : contentType, api: api);

    /// <summary>The servers of an instance in the VIM, by key within the instance.</summary>
    internal async Task<IReadOnlyDictionary<string, VimResource>> ServersAsync(string vnf)
        => (await InVimAsync(vnf)).Where(r => r.Kind == VimResourceKind.Compute).ToDictionary(r => r.Key[(vnf.Length + 1)..], StringComparer.Ordinal);

    /// <summary>What of the VIM counts: kind, key, identity and what it was made of.</summary>
    internal async Task<IReadOnlyList<string>> PictureAsync(string vnf)
        => [.. (await InVimAsync(vnf)).Select(r => $"{r.Kind} {r.Key} {(r.Spec as ComputeSpec)?.ImageRef} {r.State}").Order(StringComparer.Ordinal)];

    /// <summary>Asks for a look at the VIM and waits for it.</summary>
    internal async Task<TruthCheckStatus> LookAsync()
    {
        var before = await StatusAsync();
        (await VnfmAsync(HttpMethod.Post, "vnfm-ext/v1/truth_check")).Status.ShouldBe(202);
        TruthCheckStatus? now = null;
        await Eventually.HoldsAsync(async () => (now = await StatusAsync()).LastLookAt is { } at && at != before.LastLookAt, "the VIM was looked at");
        return now!;
    }

    /// <summary>Findings about an instance.</summary>
    internal async Task<IReadOnlyList<Finding>> FindingsAsync(string vnf, LabApi? api = null)
        => JsonSerializer.Deserialize<List<Finding>>((await VnfmAsync(HttpMethod.Get, $"vnfm-ext/v1/findings?vnfInstanceId={vnf}", api: api)).Body, JsonSerializerOptions.Web)!;

    private async Task<TruthCheckStatus> StatusAsync()
        => JsonSerializer.Deserialize<TruthCheckStatus>((await VnfmAsync(HttpMethod.Get, "vnfm-ext/v1/truth_check")).Body, JsonSerializerOptions.Web)!;
}

/// <summary>The tests that share that lab.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's word
public sealed class ChangesCollection : ICollectionFixture<ChangesFixture>
#pragma warning restore CA1711
{
    public const string Name = "changes";
}

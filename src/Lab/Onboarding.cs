using NfvOrchestrator.Sol.Clients;
using NfvOrchestrator.Sol.Common;
using NfvOrchestrator.Sol.Nsd;
using NfvOrchestrator.Sol.VnfPkgm;
using NfvOrchestrator.Tosca.Packages;

namespace NfvOrchestrator.Lab;

/// <summary>Onboards packages through the northbound interface, as an operator would.</summary>
public static class Onboarding
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Onboards a VNF package and returns its VNFD id. A directory is packed first.</summary>
    public static async Task<string> VnfAsync(VnfPackageClient packages, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packages);
        var created = await packages.CreateAsync(new CreateVnfPkgInfoRequest(), idempotencyKey: null, cancellationToken);
        await using (var content = Open(path))
        {
            await packages.UploadAsync(created.Resource.Id, content, cancellationToken: cancellationToken);
        }
        var info = await UntilAsync(
            () => packages.GetAsync(created.Resource.Id, cancellationToken),
            p => p.OnboardingState is PackageOnboardingStateType.ONBOARDED or PackageOnboardingStateType.ERROR,
            path,
            cancellationToken);
        return info.OnboardingState == PackageOnboardingStateType.ONBOARDED ? info.VnfdId! : throw Refused(path, info.OnboardingFailureDetails);
    }

    /// <summary>Onboards an NSD and returns its id.</summary>
    public static async Task<string> NsdAsync(NsdClient nsds, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(nsds);
        var created = await nsds.CreateAsync(new CreateNsdInfoRequest(), idempotencyKey: null, cancellationToken);
        await using (var content = Open(path))
        {
            await nsds.UploadAsync(created.Resource.Id, content, cancellationToken: cancellationToken);
        }
        var info = await UntilAsync(
            () => nsds.GetAsync(created.Resource.Id, cancellationToken),
            n => n.NsdOnboardingState is NsdOnboardingStateType.ONBOARDED or NsdOnboardingStateType.ERROR,
            path,
            cancellationToken);
        return info.NsdOnboardingState == NsdOnboardingStateType.ONBOARDED ? info.NsdId! : throw Refused(path, info.OnboardingFailureDetails);
    }

    /// <summary>A CSAR file as it is, a directory as a CSAR.</summary>
    private static FileStream Open(string path)
    {
        if (File.Exists(path))
        {
            return File.OpenRead(path);
        }
        if (!Directory.Exists(path))
        {
            throw new LabFailureException($"There is no package at '{path}'.");
        }
        var packed = new FileStream(
            Path.Combine(Path.GetTempPath(), $"lab-{Guid.NewGuid():N}.csar"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose);
        // A manifest that is there is judged as it is: mending it is for "nfvctl package pack", and for its author.
        CsarPacker.Pack(path, packed, new CsarPackOptions { KeepManifest = true });
        packed.Position = 0;
        return packed;
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T?>> read, Func<T, bool> done, string path, CancellationToken cancellationToken)
        where T : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var pause = TimeSpan.FromMilliseconds(5);
        while (true)
        {
            var now = await read() ?? throw new LabFailureException($"The package '{path}' disappeared while it was being onboarded.");
            if (done(now))
            {
                return now;
            }
            await Task.Delay(pause, patience.Token);
            pause = TimeSpan.FromMilliseconds(Math.Min(pause.TotalMilliseconds * 2, 250));
        }
    }

    private static LabFailureException Refused(string path, ProblemDetails? problem)
    {
        var details = problem?.Extensions is { Count: > 0 } more ? Environment.NewLine + string.Join(Environment.NewLine, more.Select(m => $"{m.Key}: {m.Value.GetRawText()}")) : "";
        return new LabFailureException($"The package '{path}' was refused: {problem?.Detail ?? "no reason was given"}{details}");
    }
}

using System.Text.Json;
using Microsoft.Extensions.Logging;
using NfvOrchestrator.Execution;
using NfvOrchestrator.Lifecycle.Resources;
using NfvOrchestrator.Platform.Operations;
using NfvOrchestrator.Platform.Security;
using NfvOrchestrator.Platform.Store;
using NfvOrchestrator.Vim;

namespace NfvOrchestrator.Vnfm.Snapshots;

/// <summary>
/// Removes the snapshots in the VIM of a VNF snapshot that was deleted. The resource is gone when this begins (204 was answered), so it does not give up: what fails is tried
/// again with back-off, across restarts.
/// </summary>
internal sealed partial class SnapshotRemoval(VimClient vim, VnfmOptions options, ILogger<SnapshotRemoval> logger) : IOperationHandler
{
    /// <summary>The engine's name for it.</summary>
    public const string OperationKind = "vnf-snapshot-removal";

    public string Kind => OperationKind;

    /// <summary>The removal of a snapshot; null when there is nothing in the VIM.</summary>
    public static OperationSubmission? Of(Document<VnfSnapshotRecord> snapshot, DateTimeOffset now) => snapshot.Value.Content is not { Snapshots.Count: > 0 } content
        ? null
        : new OperationSubmission
        {
            Id = Guid.CreateVersion7(now).ToString(),
            Tenant = snapshot.Tenant,
            InstanceId = snapshot.Id,
            Kind = OperationKind,
            FairnessGroup = snapshot.Tenant.Value,
            Input = JsonSerializer.SerializeToElement(content, VnfmJsonContext.Default.VnfSnapshotContent),
        };

    public async Task RunAsync(IOperationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var tenant = TenantContext.Use(context.Tenant);
        var content = context.Operation.Input.Deserialize(VnfmJsonContext.Default.VnfSnapshotContent)!;
        var steps = content.Snapshots.ToDictionary(s => s.Node.Key, StringComparer.Ordinal);
        var result = await context.RunGraphAsync(
            [.. steps.Keys.Select(k => new StepDefinition(k, []))],
            async (step, token) =>
            {
                await vim.EnsureDeletedAsync(content.VimConnectionId, VimResourceKind.Snapshot, VimStepRunner.VimKeyOf(content.VnfInstanceId, step.StepId), options.VimTimeout, token);
                return null;
            },
            new StepGraphOptions { StepTimeout = options.VimTimeout + options.VimPatience + options.VimAnswerTimeout + TimeSpan.FromMinutes(1), IsTransient = VimStepRunner.IsPassing },
            cancellationToken);
        if (!result.Succeeded)
        {
            var failure = result.Failures is [var first, ..] ? first.Error ?? "unknown reason" : "it was cancelled";
            Log.NotGone(logger, context.Operation.InstanceId, result.Failures.Count, failure);
            throw new InvalidOperationException($"Of the VNF snapshot '{context.Operation.InstanceId}', {result.Failures.Count} of {steps.Count} snapshots are still in the VIM '{content.VimConnectionId}': {failure} It is tried again.");
        }
        await context.FinishAsync(new WriteBatch(), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "VNF snapshot {SnapshotId}: {Count} snapshot(s) could not be removed from the VIM ({Reason}); it is tried again")]
        public static partial void NotGone(ILogger logger, string snapshotId, int count, string reason);
    }
}

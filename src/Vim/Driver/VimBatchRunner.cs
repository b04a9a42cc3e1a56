namespace NfvOrchestrator.Vim;

/// <summary>Carries out a batch over the single calls of a driver.</summary>
public static class VimBatchRunner
{
    /// <summary>Item after item; a failed item is a result, not an exception.</summary>
    public static async ValueTask<VimBatchResponse> RunAsync(IVimDriver driver, VimCallContext context, string accountId, VimBatchRequest request, CancellationToken cancellationToken)
    {
        var results = new VimBatchResult[request.Items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = await RunAsync(driver, context, accountId, request.Items[i], cancellationToken);
        }

        return new VimBatchResponse(results);
    }

    /// <summary>One item.</summary>
    public static async ValueTask<VimBatchResult> RunAsync(IVimDriver driver, VimCallContext context, string accountId, VimBatchItem item, CancellationToken cancellationToken)
    {
        try
        {
            switch (item.Verb)
            {
                case VimBatchVerb.PUT:
                    if (item.Spec is null || item.Spec.Kind != item.Kind)
                    {
                        throw new VimException(VimErrorCause.INVALID_REQUEST, $"The batch item PUT {item.Kind.Token()} '{item.Key}' has no spec of that kind. Nothing was done for it.", kind: item.Kind, resourceKey: item.Key);
                    }

                    VimSpecValidator.Validate(item.Key, item.Spec);
                    var put = await driver.PutAsync(context, accountId, item.Key, item.Spec, cancellationToken);
                    return Result(item, VimStatus.Of(put), put.Resource);
                case VimBatchVerb.DELETE:
                    var left = await driver.DeleteAsync(context, accountId, item.Kind, item.Key, cancellationToken);
                    return Result(item, left is null ? 204 : 202, left);
                default:
                    var found = await driver.GetAsync(context, accountId, item.Kind, item.Key, TimeSpan.Zero, cancellationToken);
                    return Result(item, found is null ? 404 : 200, found);
            }
        }
        catch (VimException failure)
        {
            return new VimBatchResult { Kind = item.Kind, Key = item.Key, Status = VimStatus.Of(failure.Cause), Error = failure.Error };
        }
    }

    private static VimBatchResult Result(VimBatchItem item, int status, VimResource? resource) =>
        new() { Kind = item.Kind, Key = item.Key, Status = status, Resource = resource };
}
